using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Isotherm.Chains.Evm;
using Isotherm.Server.Auth;
using Isotherm.Server.Auth.Wallets;
using Org.BouncyCastle.Math;

namespace Isotherm.Server.Tests.Auth;

public sealed class SignatureTests
{
    /// <summary>EIP-55's own examples.</summary>
    [Theory]
    [InlineData("0x52908400098527886E0F7030069857D2E4169EE7")]
    [InlineData("0x8617E340B3D01FA5F11F306F4090FD50E238070D")]
    [InlineData("0xde709f2102306220921060314715629080e2fb77")]
    [InlineData("0x27b1fdb04752bbc536007a920d24acb045561c26")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359")]
    [InlineData("0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB")]
    [InlineData("0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb")]
    public void An_address_with_its_checksum_is_read_and_no_other_spelling_is(string address)
    {
        var bytes = WalletAddress.Parse(address);

        Assert.NotNull(bytes);
        Assert.Equal(address, WalletAddress.Of(bytes));
        for (var i = 2; i < address.Length; i++)
        {
            var letter = address[i];
            var other = char.IsAsciiLetterUpper(letter) ? char.ToLowerInvariant(letter) : char.ToUpperInvariant(letter);
            if (other != letter)
                Assert.Null(WalletAddress.Parse(address[..i] + other + address[(i + 1)..]));
        }
    }

    /// <summary>The example of the web3.js documentation (web3.eth.accounts.sign).</summary>
    [Fact]
    public void A_published_personal_message_has_its_hash_and_its_signer()
    {
        var hash = PersonalMessage.Hash("Some data");

        Assert.Equal("0x1da44b586eb0729ff70a73c326926f6ed5a25f5b056e7f47fbc6e58d86871655", Hex.Encode(hash));
        Assert.Equal("0x2c7536E3605D9C16a7a3D7b1898e529396a65c23", SignerOf(hash,
            "0xb91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a0291c"));
    }

    /// <summary>The example of ex_web3_ec_recover's documentation.</summary>
    [Fact]
    public void Another_published_personal_message_has_its_signer() =>
        Assert.Equal("0xb117a8bc3ecf2c3f006b89da6826e49b4193977a", SignerOf(PersonalMessage.Hash("hello world"),
            "0x1dd3657c91d95f350ab25f17ee7cbcdbccd3f5bc52976bfd4dd03bd6bc29d2ac23e656bee509ca33b921e0e6b53eb64082be1bb3c69c3a4adccd993b1d667f8d1b").ToLowerInvariant());

    /// <summary>A vector over a NIST message (webmaster128's recovery vectors, made with CosmJS): hash, r, s, parity and public key.</summary>
    [Fact]
    public void A_published_recovery_gives_its_public_key()
    {
        var hash = Hex.Decode("0x5ae8317d34d1e595e3fa7247db80c0af4320cce1116de187f8f7e2e099c0d8d0");
        var r = new BigInteger("45c0b7f8c09a9e1f1cea0c25785594427b6bf8f9f878a8af0b1abbb48e16d092", 16);
        var s = new BigInteger("0d8becd0c220f67c51217eecfd7184ef0732481c843857e6bc7fc095c4f6b788", 16);
        var key = Hex.Decode("0x4a071e8a6e10aada2b8cf39fa3b5fb3400b04e99ea8ae64ceea1a977dbeaf5d5f8c8fbd10b71ab14cd561f7df8eb6da50f8a8d81ba564342244d26d1d4211595");

        Assert.Equal(Keccak.Hash(key)[12..], Secp256k1.Recover(hash, r, s, odd: true));
        Assert.NotEqual(Keccak.Hash(key)[12..], Secp256k1.Recover(hash, r, s, odd: false));
    }

    [Fact]
    public async Task Ten_thousand_signatures_are_recovered_as_another_implementation_does()
    {
        var fixture = JsonNode.Parse(await File.ReadAllTextAsync(Isotherm.Testing.RepositoryRoot.Combine("tests", "fixtures", "signatures.json"), TestContext.Current.CancellationToken))!;
        var (count, odd) = ((int)fixture["count"]!, Convert.FromHexString((string)fixture["odd"]!));

        // A thread of its own: the pool's are other tests'.
        var parts = await Task.Factory.StartNew(
            () => Enumerable.Range(0, count).Select(i => Recovered(i, (byte)(27 + ((odd[i / 8] >> (i % 8)) & 1)))).ToArray(),
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

        foreach (var (one, i) in fixture["first"]!.AsArray().Select((one, i) => (one!, i)))
            Assert.Equal((string)one["signature"]! + (string)one["address"]!, Hex.Encode(parts[i].AsSpan(0, 65)) + Encoding.ASCII.GetString(parts[i].AsSpan(65)));
        Assert.Equal(10_000, count);
        Assert.Equal((string)fixture["sha256"]!, Convert.ToHexStringLower(SHA256.HashData([.. parts.SelectMany(part => part)])));
    }

    public static TheoryData<string, byte[], string> Spellings()
    {
        var wallet = new TestWallet("spellings");
        var good = wallet.SignHash(Hash);
        var (r, s) = (new BigInteger(1, good[..32]), new BigInteger(1, good[32..64]));
        var (n, zero) = (Secp256k1.Order, BigInteger.Zero);
        return new TheoryData<string, byte[], string>
        {
            { "the other s", TestWallet.Joined(r, n.Subtract(s), (byte)(55 - good[64])), SignInReasons.SignatureHighS },
            { "r is 0", TestWallet.Joined(zero, s, 27), SignInReasons.SignatureRange },
            { "s is 0", TestWallet.Joined(r, zero, 27), SignInReasons.SignatureRange },
            { "r is the order", TestWallet.Joined(n, s, 27), SignInReasons.SignatureRange },
            { "s is the order", TestWallet.Joined(r, n, 27), SignInReasons.SignatureRange },
            { "both are 0", new byte[65], SignInReasons.SignatureRange },
            { "all ones", [.. Enumerable.Repeat((byte)0xff, 65)], SignInReasons.SignatureRange },
            { "v is 2", TestWallet.Joined(r, s, 2), SignInReasons.SignatureV },
            { "v is 26", TestWallet.Joined(r, s, 26), SignInReasons.SignatureV },
            { "v is 29", TestWallet.Joined(r, s, 29), SignInReasons.SignatureV },
            { "v is EIP-155's", TestWallet.Joined(r, s, 37), SignInReasons.SignatureV },
            { "v is 255", TestWallet.Joined(r, s, 255), SignInReasons.SignatureV },
            { "no point has this x", TestWallet.Joined(BigInteger.ValueOf(5), s, 27), SignInReasons.SignatureUnrecoverable },
            { "compact", good[..64], SignInReasons.SignatureCompact },
            { "nothing", [], SignInReasons.SignatureLength },
            { "a byte more", [.. good, 0], SignInReasons.SignatureLength },
            { "a byte less than compact", good[..63], SignInReasons.SignatureLength },
        };
    }

    private static byte[] Hash => PersonalMessage.Hash("a message");

    [Theory]
    [MemberData(nameof(Spellings))]
    public void A_signature_of_another_spelling_is_refused_with_its_reason(string what, byte[] signature, string reason)
    {
        var (signer, refusal) = KeySignature.Signer(Hash, signature);

        Assert.Null(signer);
        Assert.True(refusal?.Reason == reason, $"{what}: {refusal}");
    }

    [Theory]
    [InlineData(27)]
    [InlineData(0)]
    public void V_is_27_and_28_or_0_and_1(int from)
    {
        var wallet = new TestWallet("v");
        var signature = wallet.SignHash(Hash);
        signature[64] = (byte)(signature[64] - 27 + from);

        Assert.Equal(wallet.AddressBytes, KeySignature.Signer(Hash, signature).Address);
    }

    [Theory]
    [InlineData("0x1626ba7e00000000000000000000000000000000000000000000000000000000", true)]
    [InlineData("0x1626ba7e00000000000000000000000000000000000000000000000000000001", false)]
    [InlineData("0x000000000000000000000000000000000000000000000000000000001626ba7e", false)]
    [InlineData("0x1626ba7e", false)]
    [InlineData("0x1626ba7e0000000000000000000000000000000000000000000000000000000000", false)]
    [InlineData("0x0000000000000000000000000000000000000000000000000000000000000001", false)]
    [InlineData("0xffffffff00000000000000000000000000000000000000000000000000000000", false)]
    [InlineData("0x", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_contract_says_yes_by_its_selector_in_one_word_alone(string? answer, bool yes) => Assert.Equal(yes, ContractWallet.IsYes(answer));

    [Fact]
    public void The_call_to_a_contract_is_encoded_as_the_abi_says() => Assert.Equal(
        "0x1626ba7e" + new string('1', 64) + "0000000000000000000000000000000000000000000000000000000000000040"
        + "0000000000000000000000000000000000000000000000000000000000000021" + new string('2', 66) + new string('0', 62),
        Hex.Encode(ContractWallet.CallData([.. Enumerable.Repeat((byte)0x11, 32)], [.. Enumerable.Repeat((byte)0x22, 33)])));

    // What we sign is what the other signs (RFC 6979); what we recover is its address.
    private static byte[] Recovered(int i, byte v)
    {
        var hash = PersonalMessage.Hash($"Isotherm test message {i} {new string('é', i % 50)}");
        var signature = new TestWallet($"Isotherm test key {i}").LowSigned(hash, v);
        return [.. signature, .. Encoding.ASCII.GetBytes(WalletAddress.Of(KeySignature.Signer(hash, signature).Address))];
    }

    private static string SignerOf(byte[] hash, string signature) => WalletAddress.Of(KeySignature.Signer(hash, Hex.Decode(signature)).Address);
}
