using System.Globalization;
using System.Net;

namespace Isotherm.Alerts.Tests.Outbound;

/// <summary>Spellings of addresses that must not be reached, and URLs that parsers disagree about.</summary>
internal static class RefusedSpellings
{
    /// <summary>One or more of each range.</summary>
    public static readonly string[] IPv4 =
    [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.254", "127.0.0.1", "127.0.1.1", "127.255.255.254", "169.254.0.1",
        "169.254.169.254", "169.254.170.2", "172.16.0.1", "172.31.255.254", "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1",
        "192.168.255.254", "198.18.0.1", "198.19.255.254", "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    ];

    public static readonly string[] IPv6 =
    [
        "::", "::1", "0:0:0:0:0:0:0:1", "::2", "::7f00:1", "64:ff9b:1::1", "100::1", "100:0:0:1::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:2::1",
        "2001:10::1", "2001:20::1", "2001:30::1", "2001:db8::1", "2002:7f00:1::1", "2002:a00:1::", "2002:c0a8:101::1", "3fff::1", "3fff:fff:ffff::1", "5f00::1",
        "fc00::1", "fd00:ec2::254", "fd12:3456:789a::1", "fe80::1", "febf::1", "fec0::1", "ff02::1", "ff0e::1", "4000::1", "2a00:1450::5efe:10.0.0.1", "2a00:1450::200:5efe:7f00:1",
    ];

    /// <summary>All hosts: each IPv4 address in each clothing that a resolver or a tunnel undoes, then IPv6.</summary>
    public static IEnumerable<string> Hosts()
    {
        foreach (var text in IPv4)
        {
            foreach (var clothing in Clothings(IPAddress.Parse(text).GetAddressBytes()))
                yield return clothing;
        }

        foreach (var text in IPv6)
        {
            yield return $"[{text}]";
            yield return $"[{text.ToUpperInvariant()}]";
            yield return $"[{text}%25eth0]";
            yield return $"[{text}%1]";
        }
    }

    /// <summary>URLs that are refused whatever their host.</summary>
    public static IEnumerable<string> Urls() =>
    [
        "", " ", "https://", "https:///", "https://:443/", "https:/93.184.216.34/", "https:93.184.216.34", "//93.184.216.34/", "ftp://93.184.216.34/",
        "file:///etc/passwd", "gopher://93.184.216.34/", "javascript:alert(1)", "HTTPS://93.184.216.34/", "hTTps://93.184.216.34/", " https://93.184.216.34/",
        "https://93.184.216.34/ ", "https://93.184.216.34/\n", "https://93.184.216.34\t/", "https://user@93.184.216.34/", "https://user:pass@93.184.216.34/",
        "https://93.184.216.34@127.0.0.1/", "https://127.0.0.1\\@93.184.216.34/", "https://93.184.216.34\\/", "https://93.184.216.34#@127.0.0.1/",
        "https://93.184.216.34/#fragment", "https://93.184.216.34:0/", "https://93.184.216.34:65536/", "https://93.184.216.34:0443/", "https://93.184.216.34:/",
        "https://93.184.216.34:+443/", "https://93.184.216.34:443:443/", "https://93.184.216.34:4 43/", "https://93.184.216.34:٤٤٣/", "https://example.org./",
        "https://.example.org/", "https://exa..mple.org/", "https://-example.org/", "https://example-.org/", "https://exa_mple.org/", "https://exämple.org/",
        "https://ⓔxample.org/", "https://example。org/", "https://127。0。0。1/", "https://①②⑦.⓪.⓪.①/", "https://%31%32%37.0.0.1/", "https://127.0.0.1%00.example.org/",
        "https://example.org%2f@127.0.0.1/", "https://[::1/", "https://::1/", "https://[::1]x/", "https://[]/", "https://[v1.fe80::a]/", "https://[::ffff:127.0.0.1]:443:1/",
        "https://example.org|127.0.0.1/", "https://example.org,127.0.0.1/", "https://example.org;127.0.0.1/", "https://example.org&@127.0.0.1/", "https://a b.org/",
        "https://example.org/\"x", "https://example.org/<x>", "https://example.org/`x`", "https://example.org/{x}", "https://example.org/\u200B", "https://exam\u00ADple.org/",
        "https://" + new string('a', 64) + ".org/", "https://example.org/" + new string('a', 2_000), "https://*.example.org/", "https://exam+ple.org/",
    ];

    private static IEnumerable<string> Clothings(byte[] b)
    {
        var number = ((uint)b[0] << 24) | ((uint)b[1] << 16) | ((uint)b[2] << 8) | b[3];
        var low24 = number & 0xFFFFFF;
        var low16 = number & 0xFFFF;
        string Decimal(uint n) => n.ToString(CultureInfo.InvariantCulture);
        string Octal(uint n) => "0" + Convert.ToString(n, 8);
        string Hex(uint n) => $"0x{n:x}";
        string Dotted(Func<uint, string> write) => string.Join('.', b.Select(part => write(part)));
        yield return Dotted(Decimal);
        yield return Dotted(Octal);
        yield return Dotted(Hex);
        yield return Dotted(n => $"0X{n:X2}");
        yield return Dotted(n => $"{n:d3}");
        yield return Dotted(n => n.ToString("d4", CultureInfo.InvariantCulture));
        yield return $"{Hex(b[0])}.{b[1]}.{Octal(b[2])}.{b[3]}";
        yield return Decimal(number);
        yield return Octal(number);
        yield return Hex(number);
        yield return $"{b[0]}.{low24}";
        yield return $"{b[0]}.{b[1]}.{low16}";
        yield return $"{b[0]}.{Hex(low24)}";
        yield return Decimal(number) + ".";
        yield return Dotted(Decimal) + ".";
        yield return $"[::ffff:{Dotted(Decimal)}]";
        yield return $"[::ffff:{number >> 16:x}:{low16:x}]";
        yield return $"[::{Dotted(Decimal)}]";
        yield return $"[::ffff:0:{Dotted(Decimal)}]";
        yield return $"[64:ff9b::{Dotted(Decimal)}]";
        yield return $"[64:ff9b:1::{Dotted(Decimal)}]";
        yield return $"[2002:{number >> 16:x}:{low16:x}::1]";
        yield return $"[2001:0:{number >> 16:x}:{low16:x}::1]";
        yield return $"[fe80::5efe:{Dotted(Decimal)}]";
        yield return $"[2a00:1450:4001:800::5efe:{Dotted(Decimal)}]";
    }
}
