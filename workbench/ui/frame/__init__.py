"""What stands round the pages: top bar, navigation, status bar."""
