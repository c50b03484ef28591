"""The browser-side view: modules, style and page; mount.py alone knows Streamlit."""
