"""Citations: base records to CSL-JSON items, and from those to text, BibTeX and RIS. One door a library."""
