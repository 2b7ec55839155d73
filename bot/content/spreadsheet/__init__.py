"""Sessions from and to spreadsheets: rows in, checked edits of `sessions/*.yaml` out; and back."""
