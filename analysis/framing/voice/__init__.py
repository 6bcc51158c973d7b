"""Who voices a frame expression, and with what stance: rules of quotation, reporting and clause."""
