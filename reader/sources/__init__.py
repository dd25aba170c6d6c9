"""Where articles come from: files found, bytes decoded, pages understood."""
