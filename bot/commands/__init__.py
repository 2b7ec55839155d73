"""One module for each command: NAME, HELP, options(parser), perform(options, config)."""
