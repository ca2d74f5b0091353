using System.Globalization;
using Isotherm.Chains.Evm;
using Isotherm.Server.Auth;
using Isotherm.Server.Auth.Messages;
using Isotherm.Server.Auth.Wallets;
using Org.BouncyCastle.Math;

namespace Isotherm.Server.Tests.Auth;

/// <summary>A table of ways to get in that must not work, each with the check that must refuse it.</summary>
internal static class SignInAttacks
{
    private const string Wants = " wants you to sign in with your Ethereum account:";

    /// <summary>Changes of a good message.</summary>
    public static IEnumerable<(string Name, string Reason, Func<Siwe, string> Change)> OnMessages(TestWallet wallet, DateTimeOffset now)
    {
        foreach (var domain in Domains)
            yield return ($"domain {domain}", SignInReasons.Domain, siwe => (siwe with { Head = domain + Wants }).ToString());
        foreach (var domain in new[] { "", " ", "local host", "localhost:5080/", "localhost:5080?", "localhost:5080#", "localhost:port", "localhost%zz", "[::1", "[1.2.3.4]", "a@b@c", "://localhost:5080", "1http://localhost:5080", "ht tp://localhost:5080" })
            yield return ($"no domain {domain}", SignInReasons.Malformed, siwe => (siwe with { Head = domain + Wants }).ToString());
        foreach (var scheme in new[] { "https", "ftp", "HTTP", "javascript", "wss" })
            yield return ($"scheme {scheme}", SignInReasons.Scheme, siwe => (siwe with { Head = $"{scheme}://localhost:5080{Wants}" }).ToString());
        foreach (var uri in Uris)
            yield return ($"uri {uri}", SignInReasons.Uri, siwe => (siwe with { Uri = uri }).ToString());
        foreach (var uri in new[] { "", "localhost", "/login", "//localhost:5080", "http://local host", "http://localhost:5080/%", "http://localhost:5080/%g0", "http://localhost:5080/\\", "1http://x", ":x", "http://[::1", "http://localhost:5080.evil.example", "http://localhost:5080/<a>", "http://localhost:5080/ ", " http://localhost:5080", "http://localhost:5080/\"" })
            yield return ($"no uri {uri}", SignInReasons.Malformed, siwe => (siwe with { Uri = uri }).ToString());
        foreach (var (name, address, reason) in Addresses(wallet))
            yield return ($"address {name}", reason, siwe => (siwe with { Address = address }).ToString());
        foreach (var version in new[] { "0", "2", "11", "01", "10000000000000000000000" })
            yield return ($"version {version}", SignInReasons.Version, siwe => (siwe with { Version = version }).ToString());
        foreach (var version in new[] { "", "1 ", " 1", "1.0", "one", "+1", "-1", "0x1" })
            yield return ($"no version {version}", SignInReasons.Malformed, siwe => (siwe with { Version = version }).ToString());
        foreach (var chain in new[] { "2", "10", "01", "0", "001", "11", "31338", "8453", "18446744073709551617", "18446744073709551616", "99999999999999999999999999999999" })
            yield return ($"chain {chain}", SignInReasons.Chain, siwe => (siwe with { ChainId = chain }).ToString());
        foreach (var chain in new[] { "", "1 ", " 1", "0x1", "one", "-1", "+1", "1.0", "1e0", "1,2" })
            yield return ($"no chain {chain}", SignInReasons.Malformed, siwe => (siwe with { ChainId = chain }).ToString());
        foreach (var nonce in new[] { "", "1234567", "with space", "with-dash12", "with_under1", "sömething1", "12345678 ", "'OR'1'='1'--" })
            yield return ($"no nonce {nonce}", SignInReasons.Malformed, siwe => (siwe with { Nonce = nonce }).ToString());
        foreach (var nonce in new[] { "12345678", "aaaaaaaaaaaaaaaaaaaaaaaa", new string('1', 200) })
            yield return ($"nonce {nonce}", SignInReasons.Nonce, siwe => (siwe with { Nonce = nonce }).ToString());
        yield return ("nonce and more", SignInReasons.Nonce, siwe => (siwe with { Nonce = siwe.Nonce + "1" }).ToString());
        yield return ("nonce cut", SignInReasons.Nonce, siwe => (siwe with { Nonce = siwe.Nonce[..^1] }).ToString());
        yield return ("nonce backwards", SignInReasons.Nonce, siwe => (siwe with { Nonce = string.Concat(siwe.Nonce.Reverse()) }).ToString());
        foreach (var time in Times)
            yield return ($"no time {time}", SignInReasons.Malformed, siwe => (siwe with { IssuedAt = time }).ToString());
        foreach (var attack in Moments(now))
            yield return attack;
        foreach (var attack in Shapes())
            yield return attack;
    }

    private static string[] Domains =>
    [
        "evil.example", "localhost", "localhost:5081", "localhost:80", "LOCALHOST:5080", "Localhost:5080", "localhost.:5080", "localhost:05080", "localhost:5080:5080".Replace(":5080:5080", ":50800", StringComparison.Ordinal),
        "user@localhost:5080", "localhost:5080@evil.example", "evil.example@localhost:5080", "localhost:", "127.0.0.2:5080", "127.1:5080", "2130706433:5080", "0x7f000001:5080", "[::1]:5080", "[::ffff:127.0.0.1]:5080",
        "xn--lcalhost-h4a:5080", "l%6fcalhost:5080", "isotherm.example.evil.com", "evil-isotherm.example", "isotherm.example:443", "isotherm.example.", "ISOTHERM.example", "sub.isotherm.example", "xisotherm.example", "isotherm.exampl",
        "192.168.0.1:5080", "0.0.0.0:5080", "!localhost:5080", "localhost:5080".Replace("l", "1", StringComparison.Ordinal),
    ];

    private static string[] Uris =>
    [
        "https://localhost:5080", "http://localhost", "http://localhost:50800", "http://localhost:5081/", "http://evil.example/localhost:5080", "http://user@localhost:5080", "HTTP://localhost:5080",
        "http://LOCALHOST:5080", "http://127.0.0.1:5080", "https://isotherm.example", "javascript:alert(1)", "urn:localhost:5080", "http:localhost:5080", "http:///localhost:5080", "file:///etc/passwd", "data:text/plain,x", "http://localhost:5080@evil.example/",
        "http://[::1]:5080", "did:key:z6Mk",
    ];

    private static string[] Times =>
    [
        "", "now", "1769860800", "2026-01-31", "2026-01-31 12:00:00Z", "2026-01-31T12:00Z", "2026-01-31T12:00:00", "2026-01-31T12:00:00+0000", "2026-01-31T12:00:00+00", "2026-01-31T12:00:00 Z", "2026-1-31T12:00:00Z", "26-01-31T12:00:00Z",
        "2026-01-31T24:00:00Z", "2026-01-31T12:60:00Z", "2026-01-31T12:00:60Z", "2026-02-29T12:00:00Z", "2026-13-01T12:00:00Z", "2026-00-01T12:00:00Z", "2026-01-00T12:00:00Z", "0000-01-01T00:00:00Z", "2026-01-31T12:00:00.Z", "2026-01-31T12:00:00,5Z",
        "2026-01-31T12:00:00+24:00", "2026-01-31T12:00:00+00:60", "2026-01-31T12:00:00ZZ", "2026-01-31T12:00:00Z ", " 2026-01-31T12:00:00Z", "+2026-01-31T12:00:00Z", "2026-01-31T1 :00:00Z", "2026-01-31T12:00:-1Z", "9999-12-31T23:59:59-01:00", "0001-01-01T00:00:00+01:00",
        "Sat, 31 Jan 2026 12:00:00 GMT", "2026-W05-6T12:00:00Z", "2026-031T12:00:00Z", "２026-01-31T12:00:00Z",
    ];

    private static IEnumerable<(string Name, string Address, string Reason)> Addresses(TestWallet wallet)
    {
        var good = wallet.Address;
        var at = Enumerable.Range(2, 40).First(i => char.IsAsciiLetter(good[i]));
        yield return ("in lower case", good.ToLowerInvariant(), SignInReasons.Checksum);
        yield return ("in upper case", "0x" + good[2..].ToUpperInvariant(), SignInReasons.Checksum);
        yield return ("one letter's case", good[..at] + (char)(good[at] ^ 0x20) + good[(at + 1)..], SignInReasons.Checksum);
        yield return ("of zeros", "0x" + new string('0', 40), SignInReasons.Signer);
        yield return ("of another", new TestWallet("another").Address, SignInReasons.Signer);
        foreach (var (name, address) in new[]
        {
            ("empty", ""), ("short", good[..41]), ("long", good + "0"), ("without 0x", good[2..]), ("0X", "0X" + good[2..]), ("not hex", "0xg" + good[3..]), ("spaced", " " + good), ("with a space", good + " "),
            ("name", "vitalik.eth"), ("chain-specific", "eip155:1:" + good), ("ICAP", "XE7338O073KYGTWWZN0F2WZ0R8PX5ZPPZS"), ("two", good + good[2..]), ("wide digits", "0x" + good[2..^1] + "０"),
        })
            yield return (name, address, SignInReasons.Malformed);
    }

    private static IEnumerable<(string Name, string Reason, Func<Siwe, string> Change)> Moments(DateTimeOffset now)
    {
        static Func<Siwe, string> Issued(DateTimeOffset at) => siwe => (siwe with { IssuedAt = Siwe.Time(at) }).ToString();
        static Func<Siwe, string> More(string more) => siwe => (siwe with { More = more }).ToString();
        string At(double minutes) => Siwe.Time(now.AddMinutes(minutes));
        yield return ("issued in 2 minutes", SignInReasons.IssuedLater, Issued(now.AddMinutes(2)));
        yield return ("issued tomorrow", SignInReasons.IssuedLater, Issued(now.AddDays(1)));
        yield return ("issued in the year 9999", SignInReasons.IssuedLater, Issued(DateTimeOffset.MaxValue.AddDays(-1)));
        yield return ("issued 12 minutes ago", SignInReasons.IssuedEarlier, Issued(now.AddMinutes(-12)));
        yield return ("issued yesterday", SignInReasons.IssuedEarlier, Issued(now.AddDays(-1)));
        yield return ("issued in the year 1", SignInReasons.IssuedEarlier, Issued(DateTimeOffset.MinValue));
        yield return ("issued later by its offset", SignInReasons.IssuedLater, siwe => (siwe with { IssuedAt = "2026-01-31T12:00:00-05:00" }).ToString());
        yield return ("issued earlier by its offset", SignInReasons.IssuedEarlier, siwe => (siwe with { IssuedAt = "2026-01-31T12:00:00+05:00" }).ToString());
        yield return ("expires now", SignInReasons.Expired, siwe => (siwe with { IssuedAt = At(-5), More = "Expiration Time: " + At(0) }).ToString());
        yield return ("expired a minute ago", SignInReasons.Expired, siwe => (siwe with { IssuedAt = At(-5), More = "Expiration Time: " + At(-1) }).ToString());
        yield return ("expired by its offset", SignInReasons.Expired, siwe => (siwe with { IssuedAt = At(-5), More = "Expiration Time: 2026-01-31T12:59:00+01:00" }).ToString());
        yield return ("expires before it is issued", SignInReasons.Times, More("Expiration Time: " + At(-1)));
        yield return ("expires when it is issued", SignInReasons.Times, More("Expiration Time: " + At(0)));
        yield return ("expires before it begins", SignInReasons.Times, More($"Expiration Time: {At(5)}\nNot Before: {At(6)}"));
        yield return ("expires when it begins", SignInReasons.Times, More($"Expiration Time: {At(5)}\nNot Before: {At(5)}"));
        yield return ("begins in 2 minutes", SignInReasons.NotYet, More("Not Before: " + At(2)));
        yield return ("begins tomorrow", SignInReasons.NotYet, More("Not Before: " + At(1_440)));
        yield return ("an end that is none", SignInReasons.Malformed, More("Expiration Time: tomorrow"));
        yield return ("a beginning that is none", SignInReasons.Malformed, More("Not Before: "));
        yield return ("11 resources", SignInReasons.Resources, More("Resources:" + string.Concat(Enumerable.Repeat("\n- https://a.example", 11))));
        yield return ("a long request id", SignInReasons.RequestId, More("Request ID: " + new string('a', 129)));
    }

    private static IEnumerable<(string Name, string Reason, Func<Siwe, string> Change)> Shapes()
    {
        (string, string, Func<Siwe, string>) Shape(string name, Func<string, string> change) => (name, SignInReasons.Malformed, siwe => change(siwe.ToString()));
        (string, string, Func<Siwe, string>) More(string name, string more) => (name, SignInReasons.Malformed, siwe => (siwe with { More = more }).ToString());
        yield return Shape("nothing", _ => "");
        yield return Shape("only line ends", _ => "\n\n\n\n");
        yield return Shape("a line end behind", text => text + "\n");
        yield return Shape("a line end before", text => "\n" + text);
        yield return Shape("a space behind", text => text + " ");
        yield return Shape("CR LF", text => text.Replace("\n", "\r\n", StringComparison.Ordinal));
        yield return Shape("CR", text => text.Replace('\n', '\r'));
        yield return Shape("a tab", text => text.Replace("URI: ", "URI:\t", StringComparison.Ordinal));
        yield return Shape("NUL", text => text + "\0");
        yield return Shape("a byte order mark", text => "\ufeff" + text);
        yield return Shape("a line separator", text => text.Replace("\nURI", "\u2028URI", StringComparison.Ordinal));
        yield return Shape("a next-line", text => text.Replace("\nURI", "\u0085URI", StringComparison.Ordinal));
        yield return Shape("zero width in the domain", text => text.Replace("localhost", "local\u200bhost", StringComparison.Ordinal));
        yield return Shape("a Cyrillic o in the domain", text => text.Replace("localhost", "l\u043ecalhost", StringComparison.Ordinal));
        yield return Shape("right to left", text => text.Replace("Sign", "\u202eSign", StringComparison.Ordinal));
        yield return Shape("a wide space", text => text.Replace("Sign in to", "Sign\u00a0in to", StringComparison.Ordinal));
        yield return Shape("emoji", text => text.Replace("Isotherm", "🔥", StringComparison.Ordinal));
        yield return Shape("half an emoji", text => text.Replace("Isotherm", "\ud83d", StringComparison.Ordinal));
        yield return Shape("another phrase", text => text.Replace("wants you to sign in", "wants you to Sign in", StringComparison.Ordinal));
        yield return Shape("another account", text => text.Replace("Ethereum account", "Solana account", StringComparison.Ordinal));
        yield return Shape("no colon", text => text.Replace("account:", "account", StringComparison.Ordinal));
        yield return Shape("more behind the colon", text => text.Replace("account:", "account: ", StringComparison.Ordinal));
        yield return Shape("no empty line after the address", text => text.Replace("\n\nSign", "\nSign", StringComparison.Ordinal));
        yield return Shape("two empty lines before the statement", text => text.Replace("\n\nSign", "\n\n\nSign", StringComparison.Ordinal));
        yield return Shape("no empty line after the statement", text => text.Replace("\n\nURI", "\nURI", StringComparison.Ordinal));
        yield return Shape("two empty lines after the statement", text => text.Replace("\n\nURI", "\n\n\nURI", StringComparison.Ordinal));
        yield return Shape("two statements", text => text.Replace("Isotherm.\n", "Isotherm.\nAnd more.\n", StringComparison.Ordinal));
        foreach (var mark in new[] { "\"", "<", ">", "\\", "^", "`", "{", "|", "}", "%" })
            yield return Shape($"{mark} in the statement", text => text.Replace("Isotherm.", "Isotherm" + mark, StringComparison.Ordinal));
        foreach (var name in new[] { "URI", "Version", "Chain ID", "Nonce", "Issued At" })
        {
            yield return Shape($"no {name}", text => string.Join('\n', text.Split('\n').Where(line => !line.StartsWith(name + ": ", StringComparison.Ordinal))));
            yield return Shape($"{name} twice", text => string.Join('\n', text.Split('\n').SelectMany(line => line.StartsWith(name + ": ", StringComparison.Ordinal) ? [line, line] : new[] { line })));
            yield return Shape($"{name} in lower case", text => text.Replace("\n" + name + ": ", "\n" + name.ToLowerInvariant() + ": ", StringComparison.Ordinal));
            yield return Shape($"{name} without a space", text => text.Replace("\n" + name + ": ", "\n" + name + ":", StringComparison.Ordinal));
            yield return Shape($"{name} behind a space", text => text.Replace("\n" + name + ": ", "\n " + name + ": ", StringComparison.Ordinal));
        }

        yield return Shape("version and chain swapped", text => text.Replace("Version: 1\nChain ID: 1", "Chain ID: 1\nVersion: 1", StringComparison.Ordinal));
        yield return More("end and beginning swapped", "Not Before: 2026-01-31T11:00:00Z\nExpiration Time: 2026-01-31T12:05:00Z");
        yield return More("request id before the beginning", "Request ID: 1\nNot Before: 2026-01-31T11:00:00Z");
        yield return More("resources before the request id", "Resources:\n- https://a.example\nRequest ID: 1");
        yield return More("two ends", "Expiration Time: 2026-01-31T12:05:00Z\nExpiration Time: 2027-01-31T12:05:00Z");
        yield return More("a second nonce", "Nonce: 12345678");
        yield return More("an unknown field", "Admin: true");
        yield return More("a request id with a space", "Request ID: a b");
        yield return More("a request id with a slash", "Request ID: a/b");
        yield return More("resources with something behind", "Resources: https://a.example");
        yield return More("a resource that is no URI", "Resources:\n- not a uri");
        yield return More("a resource without a dash", "Resources:\nhttps://a.example");
        yield return More("an empty resource", "Resources:\n- ");
        yield return More("a line behind the resources", "Resources:\n- https://a.example\n");
        yield return ("too long", SignInReasons.TooLong, siwe => (siwe with { Statement = new string('a', SignInMessageParser.MaxLength) }).ToString());
    }

    /// <summary>Signatures over a good message.</summary>
    public static IEnumerable<(string Name, string Reason, Func<string, string> Sign)> OnSignatures(TestWallet wallet)
    {
        Func<string, string> Changed(Func<byte[], byte[]> change) => text => Hex.Encode(change(wallet.SignHash(PersonalMessage.Hash(text))));
        yield return ("by another key", SignInReasons.Signer, new TestWallet("another").Sign);
        yield return ("over another text", SignInReasons.Signer, text => wallet.Sign(text + " "));
        yield return ("over the text without the prefix", SignInReasons.Signer, text => Hex.Encode(wallet.SignHash(Keccak.Hash(text))));
        yield return ("over the hash of the hash", SignInReasons.Signer, text => Hex.Encode(wallet.SignHash(PersonalMessage.Hash(PersonalMessage.Hash(text)))));
        yield return ("with the other v", SignInReasons.Signer, Changed(bytes => [.. bytes[..64], (byte)(55 - bytes[64])]));
        yield return ("with the other s", SignInReasons.SignatureHighS, Changed(bytes => TestWallet.Joined(new BigInteger(1, bytes[..32]), Secp256k1.Order.Subtract(new BigInteger(1, bytes[32..64])), (byte)(55 - bytes[64]))));
        yield return ("of 64 bytes", SignInReasons.SignatureCompact, Changed(bytes => bytes[..64]));
        yield return ("of 66 bytes", SignInReasons.SignatureLength, Changed(bytes => [.. bytes, 27]));
        yield return ("with v 29", SignInReasons.SignatureV, Changed(bytes => [.. bytes[..64], 29]));
        yield return ("with r 0", SignInReasons.SignatureRange, Changed(bytes => [.. new byte[32], .. bytes[32..]]));
        yield return ("with s 0", SignInReasons.SignatureRange, Changed(bytes => [.. bytes[..32], .. new byte[32], bytes[64]]));
        yield return ("of zeros", SignInReasons.SignatureRange, Changed(_ => new byte[65]));
        yield return ("of a wallet not deployed", SignInReasons.WalletNotDeployed, Changed(bytes => [.. bytes, .. Hex.Decode("0x" + string.Concat(Enumerable.Repeat("6492", 16)))]));
        yield return ("that is nothing", SignInReasons.SignatureForm, _ => "");
        yield return ("that is 0x", SignInReasons.SignatureForm, _ => "0x");
        yield return ("without 0x", SignInReasons.SignatureForm, text => wallet.Sign(text)[2..]);
        yield return ("that is not hex", SignInReasons.SignatureForm, _ => "0x" + new string('z', 130));
        yield return ("of half a byte", SignInReasons.SignatureForm, text => wallet.Sign(text) + "0");
        yield return ("of 5 000 bytes", SignInReasons.SignatureForm, _ => "0x" + new string('1', 10_000));
        for (var bit = 0; bit < 12; bit++)
        {
            var (place, flip) = (bit * 5 % 32, (byte)(1 << (bit % 8)));
            yield return (
                string.Create(CultureInfo.InvariantCulture, $"with bit {bit} of s changed"),
                SignInReasons.Signer,
                Changed(bytes =>
                {
                    bytes[32 + Math.Max(place, 1)] ^= flip;
                    return bytes;
                }));
        }
    }
}
