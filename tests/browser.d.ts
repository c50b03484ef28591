// What the page brings that no module declares.
declare const Plotly: any;
