"""The script that Streamlit runs for every visitor: navigation, then the chosen page."""

# Worker processes import this file again under another name; then nothing of it may run.
if __name__ == "__main__":
    from jacviz.ui.navigation import run

    run()
