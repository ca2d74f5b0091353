using System.Net;
using Isotherm.Alerts.Outbound;

namespace Isotherm.Alerts.Tests.Outbound;

public sealed class OutboundAddressTests
{
    private static readonly OutboundPolicy Usual = new();

    [Fact]
    public void No_spelling_of_an_inner_address_passes()
    {
        var hosts = RefusedSpellings.Hosts().ToArray();

        Assert.True(hosts.Length >= 600, $"{hosts.Length} spellings");
        Assert.Equal([], hosts.Where(host => Usual.Check($"https://{host}/hook", out _).Length == 0));
        Assert.Equal([], hosts.Where(host => Usual.Check($"https://{host}:8443/", out _).Length == 0));
    }

    [Fact]
    public void No_url_that_can_be_read_in_two_ways_passes()
    {
        var passed = RefusedSpellings.Urls().Where(url => Usual.Check(url, out _).Length == 0);

        Assert.Equal([], passed);
    }

    [Theory]
    [InlineData("https://example.org")]
    [InlineData("https://example.org/hook?token=a%20b")]
    [InlineData("https://EXAMPLE.org:8443/x")]
    [InlineData("https://xn--exmple-cua.org/")]
    [InlineData("https://93.184.216.34/")]
    [InlineData("https://[2606:2800:220:1:248:1893:25c8:1946]:443/")]
    [InlineData("https://1and1.com/")]
    [InlineData("https://3com.net/")]
    public void Ordinary_urls_pass(string text)
    {
        Assert.Equal("", Usual.Check(text, out var url));
        Assert.NotNull(url);
    }

    [Theory]
    [InlineData("http://example.org/", "plain http")]
    [InlineData("https://localhost/", "inside a machine")]
    [InlineData("https://db/", "inside a machine")]
    [InlineData("https://metadata.google.internal/", "inside a machine")]
    [InlineData("https://169.254.169.254/latest/", "metadata")]
    [InlineData("https://[::ffff:8.8.8.8]/", "IPv4 address in IPv6 clothes")]
    [InlineData("https://u:secret@example.org/", "no user name or password")]
    public void A_refusal_says_why(string text, string expected)
    {
        var problem = Usual.Check(text, out var url);

        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
        Assert.Null(url);
    }

    [Fact]
    public void Every_range_is_refused_from_its_first_to_its_last_address()
    {
        string[] edges =
        [
            "0.255.255.255", "10.0.0.0", "100.64.0.0", "100.127.255.255", "172.16.0.0", "172.31.255.255", "192.0.0.255", "192.0.2.255", "192.88.99.255",
            "192.168.255.255", "198.18.0.0", "198.19.255.255", "203.0.113.255", "224.0.0.0", "239.255.255.255", "240.0.0.0", "1fff:ffff::1", "2001:1ff::1",
            "2001:db8:ffff::1", "2002:ffff::1", "3fff:fff::1", "4000::",
        ];
        string[] neighbours =
        [
            "1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0",
            "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.0.3.0", "192.88.98.255", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0",
            "223.255.255.255", "2000::1", "2001:200::1", "2001:db7::1", "2001:db9::1", "2003::1", "3ffe::1", "3fff:1000::1",
        ];

        Assert.Equal([], edges.Where(a => GlobalAddress.WhyNot(IPAddress.Parse(a)) is null));
        Assert.Equal([], neighbours.Where(a => GlobalAddress.WhyNot(IPAddress.Parse(a)) is not null));
    }

    [Fact]
    public void The_allow_list_opens_what_it_names_and_nothing_beside_it()
    {
        var policy = new OutboundPolicy { Allowed = AllowList.Parse(["alerts.local:9093", "10.1.0.0/16", "127.0.0.1:25", "[::1]:8080"]) };

        Assert.Equal("", policy.Check("http://alerts.local:9093/", out _));
        Assert.Equal("", policy.Check("http://10.1.255.1:1234/", out _));
        Assert.Equal("", policy.Check("http://127.0.0.1:25/", out _));
        Assert.Equal("", policy.Check("http://[::1]:8080/", out _));
        Assert.NotEqual("", policy.Check("http://alerts.local:9094/", out _));
        Assert.NotEqual("", policy.Check("https://10.2.0.1/", out _));
        Assert.NotEqual("", policy.Check("https://127.0.0.1:26/", out _));
        Assert.NotEqual("", policy.Check("https://127.0.0.2:25/", out _));
        Assert.NotEqual("", policy.Check("https://[::ffff:10.1.0.1]/", out _));
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("host")]
    [InlineData("host:0")]
    [InlineData("host:70000")]
    [InlineData("0x7f.1:80")]
    [InlineData("")]
    public void A_bad_entry_of_the_allow_list_is_named(string entry)
    {
        var error = Assert.Throws<FormatException>(() => AllowList.Parse([entry]));

        Assert.Contains($"'{entry}'", error.Message, StringComparison.Ordinal);
    }
}
