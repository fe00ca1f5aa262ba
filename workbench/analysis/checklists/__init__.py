"""Whether what advisers follow decides every case and leads somewhere: decision tables, and lines that branch."""
