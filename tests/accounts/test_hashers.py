from carnet.accounts.hashers import LeanArgon2


def test_it_takes_what_owasp_advises_and_knows_its_password() -> None:
    hasher = LeanArgon2()
    kept = hasher.encode("Cerise-42x", hasher.salt())
    assert "m=19456,t=2,p=1" in kept
    assert hasher.verify("Cerise-42x", kept)
    assert not hasher.verify("Cerise-43x", kept)
