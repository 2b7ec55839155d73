"""The staff whatever way they come in: who they are, what each may do, what is shown to them."""
