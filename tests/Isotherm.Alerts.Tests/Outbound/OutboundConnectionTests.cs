using System.Net;
using System.Net.Sockets;
using Isotherm.Alerts.Outbound;
using Isotherm.Alerts.Tests.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Alerts.Tests.Outbound;

public sealed class OutboundConnectionTests
{
    private static readonly IPAddress Global = IPAddress.Parse("93.184.216.34");

    [Fact]
    public async Task Listeners_on_inner_addresses_see_no_connection_from_any_spelling()
    {
        await using var v4 = new CountingListener(IPAddress.Any);
        await using var v6 = new CountingListener(IPAddress.IPv6Loopback, v4.Port);
        var dialer = new OutboundDialer(new OutboundPolicy { PlainHttp = true, ConnectTimeout = TimeSpan.FromSeconds(2) }, new SystemResolver(), TimeProvider.System);
        using var http = new OutboundHttp(dialer, TimeProvider.System);
        var hosts = RefusedSpellings.Hosts().ToArray();
        var let = new List<string>();

        foreach (var host in hosts)
        {
            if (!await RefusesAsync(() => dialer.DialAsync(host, v4.Port, CancellationToken.None).AsTask()))
                let.Add("dial " + host);
            if (Uri.TryCreate($"http://{host}:{v4.Port}/", UriKind.Absolute, out var url) && !IsGlobal(url) && !await RefusesAsync(() => GetAsync(http, url)))
                let.Add("http " + host);
        }

        Assert.True(hosts.Length >= 600);
        Assert.Equal([], let);
        Assert.Equal((0, 0), (v4.Seen, v6.Seen));
    }

    [Fact]
    public async Task The_listeners_of_these_tests_do_see_connections()
    {
        await using var listener = new CountingListener(IPAddress.Loopback);
        var dialer = new OutboundDialer(Sample.Local($"127.0.0.1:{listener.Port}"), new SystemResolver(), TimeProvider.System);

        using (await dialer.DialAsync("127.0.0.1", listener.Port, CancellationToken.None))
            await listener.FirstAsync();

        Assert.Equal(1, listener.Seen);
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_refused_also_when_one_of_its_addresses_is_global()
    {
        await using var listener = new CountingListener(IPAddress.Loopback);
        foreach (var answer in new IPAddress[][] { [IPAddress.Loopback], [Global, IPAddress.Loopback], [IPAddress.Parse("::ffff:127.0.0.1")], [IPAddress.IPv6Loopback] })
        {
            var dialer = new OutboundDialer(new OutboundPolicy(), new ScriptedResolver(answer), TimeProvider.System);

            var refused = await Assert.ThrowsAsync<OutboundRefusedException>(() => dialer.DialAsync("hook.example.org", listener.Port, CancellationToken.None).AsTask());

            Assert.Contains("hook.example.org leads to", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, listener.Seen);
    }

    [Fact]
    public async Task A_name_is_asked_once_and_what_it_answers_next_is_not_connected_to()
    {
        await using var allowed = new CountingListener(IPAddress.Parse("127.0.0.2"));
        await using var inner = new CountingListener(IPAddress.Parse("127.0.0.3"), allowed.Port);
        var resolver = new ScriptedResolver([IPAddress.Parse("127.0.0.2")], [IPAddress.Parse("127.0.0.3")]);
        var dialer = new OutboundDialer(Sample.Local("127.0.0.2/32"), resolver, TimeProvider.System);

        using (await dialer.DialAsync("rebind.example.org", allowed.Port, CancellationToken.None))
            await Task.WhenAny(allowed.FirstAsync(), inner.FirstAsync());

        Assert.Equal((1, 1, 0), (resolver.Asked, allowed.Seen, inner.Seen));
        await Assert.ThrowsAsync<OutboundRefusedException>(() => dialer.DialAsync("rebind.example.org", allowed.Port, CancellationToken.None).AsTask());
        Assert.Equal((1, 0), (allowed.Seen, inner.Seen));
    }

    [Fact]
    public async Task A_resolver_that_hangs_is_given_up()
    {
        var time = new FakeTimeProvider();
        var dialer = new OutboundDialer(new OutboundPolicy(), new HangingResolver(), time);

        var dial = dialer.DialAsync("slow.example.org", 443, CancellationToken.None).AsTask();
        time.Advance(TimeSpan.FromSeconds(6));

        await Assert.ThrowsAsync<TimeoutException>(() => dial);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var inner = new CountingListener(IPAddress.Loopback);
        await using var receiver = await RawReceiver.StartAsync($"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{inner.Port}/\r\nContent-Length: 0\r\n\r\n");
        using var http = receiver.Http();

        var answer = await GetAsync(http, receiver.Url);

        Assert.Equal(302, answer.Status);
        Assert.Equal(0, inner.Seen);
    }

    [Fact]
    public async Task A_huge_answer_is_cut_and_a_proxy_or_cookie_is_not_used()
    {
        var filler = new string('x', 1_000_000);
        await using var receiver = await RawReceiver.StartAsync($"HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 100000000\r\n\r\n{filler}");
        using var http = receiver.Http();

        var answer = await GetAsync(http, receiver.Url);
        await GetAsync(http, receiver.Url);

        Assert.Equal(200, answer.Status);
        Assert.Equal(4_096, answer.Text.Length);
        Assert.DoesNotContain("Cookie", receiver.LastRequest, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("GET /hook HTTP/1.1", receiver.LastRequest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_never_answers_is_given_up_and_one_that_stalls_after_its_status_has_answered()
    {
        await using var silent = await RawReceiver.StartAsync("");
        await using var stalling = await RawReceiver.StartAsync("HTTP/1.1 204 No Content\r\n\r\n");
        await using var trickling = await RawReceiver.StartAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart");
        using var first = silent.Http(TimeSpan.FromMilliseconds(300));
        using var second = stalling.Http(TimeSpan.FromMilliseconds(300));
        using var third = trickling.Http(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAsync<TimeoutException>(() => GetAsync(first, silent.Url));
        Assert.Equal(204, (await GetAsync(second, stalling.Url)).Status);
        Assert.Equal((200, "part…"), (await GetAsync(third, trickling.Url)) is var cut ? (cut.Status, cut.Text) : default);
    }

    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        await using var receiver = await RawReceiver.StartAsync("HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Range(0, 3_000).Select(i => $"X-{i}: {new string('y', 20)}\r\n")) + "\r\n");
        using var http = receiver.Http();

        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(http, receiver.Url));
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Thu, 01 Jan 2026 00:01:00 GMT", 60)]
    public async Task A_wait_that_is_asked_for_is_read_as_seconds_or_as_a_date(string header, int seconds)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var receiver = await RawReceiver.StartAsync($"HTTP/1.1 429 Too Many\r\nRetry-After: {header}\r\nContent-Length: 0\r\n\r\n");
        using var http = receiver.Http(null, time);

        Assert.Equal(TimeSpan.FromSeconds(seconds), (await GetAsync(http, receiver.Url)).RetryAfter);
    }

    // Uri reads 010.0.0.1 as 8.0.0.1: that is nobody's inner address, and tests leave the machine alone.
    private static bool IsGlobal(Uri url) => IPAddress.TryParse(url.IdnHost, out var address) && GlobalAddress.WhyNot(address) is null;

    private static async Task<OutboundAnswer> GetAsync(OutboundHttp http, Uri url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        return await http.SendAsync(request, CancellationToken.None);
    }

    private static async Task<bool> RefusesAsync(Func<Task> act)
    {
        try
        {
            await act();
            return false;
        }
        catch (OutboundRefusedException)
        {
            return true;
        }
    }

    private sealed class HangingResolver : IHostResolver
    {
        public async ValueTask<IPAddress[]> ResolveAsync(string name, CancellationToken ct)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            throw new SocketException((int)SocketError.TryAgain);
        }
    }
}
