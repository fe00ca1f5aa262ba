"""One module or package per page. A page knows the workspace and its look, and no other page."""
