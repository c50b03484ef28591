"""An engine in a process whose address space is limited: python -m tests.engine.narrow MEGABYTES prints its answers."""

import json
import resource
import sys

from jacviz.explore.inputs import Request
from tests.engine import jobs
from tests.engine.conftest import local

if __name__ == "__main__":
    most = int(sys.argv[1]) << 20
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    engine = local(30, 60)
    answers = [engine.analyse(Request("x = r cos θ\ny = r sin θ")), engine.ask(jobs.eat, 3 << 29)]
    print(json.dumps([answers, resource.getrlimit(resource.RLIMIT_AS)]))
    engine.close()
