"""What every page is made with: guards in front of views, one runner for forms, the answers for errors."""
