def agenda_pack(content, target):
    raise SystemExit
