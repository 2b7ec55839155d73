"""Reports as superiors ask for them, and posters: all from what the store and the folder hold.

Nothing here loads a drawing or document library before something is drawn or written.
"""
