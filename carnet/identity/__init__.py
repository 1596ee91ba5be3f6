"""Who is who: INS, RPPS and FINESS keys, insured people, the professionals' directory."""
