"""The XLSX writer: tables as sheets of a workbook."""
