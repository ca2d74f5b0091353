using System.Net;
using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Outbound;
using Isotherm.Alerts.Tests.Outbound;
using Isotherm.Testing;
using MimeKit;

namespace Isotherm.Alerts.Tests.Channels;

public sealed class MailTests
{
    [Fact]
    public async Task A_mail_goes_by_starttls_with_a_password_and_reads_well()
    {
        await using var server = await MailServer.StartAsync("auth");

        var result = await Sender(server).SendAsync(Channel(server, MailSecurity.StartTls, "user", "pass-word-42"), [Sample.Message()], CancellationToken.None);

        Assert.Equal(new SendResult.Taken(250, "taken as 4711"), result);
        var got = await server.NextAsync();
        Assert.True(got.Tls);
        Assert.True(got.Auth);
        Assert.Equal(("alerts@example.org", "ops@example.org"), (got.From, Assert.Single(got.To)));
        using var mail = Parse(got.Data);
        Assert.Equal($"{Sample.Message().Id}@isotherm.example.org", mail.MessageId);
        Assert.Equal("[CRITICAL] Berlin 7 fell below 1.2.", mail.Subject);
        Assert.Contains("  Top-up needed: 1234.500000000000000001 GPU", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("1.199999999999999999", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_goes_by_tls_from_the_first_byte()
    {
        await using var server = await MailServer.StartAsync("tls");

        Assert.IsType<SendResult.Taken>(await Sender(server).SendAsync(Channel(server, MailSecurity.Tls), [Sample.Message()], CancellationToken.None));
        Assert.Contains("Berlin 7", (await server.NextAsync()).Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_goes_in_the_clear_where_the_operator_allows_it()
    {
        await using var server = await MailServer.StartAsync("none");

        Assert.IsType<SendResult.Taken>(await Sender(server).SendAsync(Channel(server, MailSecurity.None), [Sample.Message()], CancellationToken.None));
        Assert.False((await server.NextAsync()).Tls);
    }

    [Fact]
    public async Task Without_starttls_nothing_is_said_to_the_server()
    {
        await using var server = await MailServer.StartAsync("none");

        var result = await Sender(server).SendAsync(Channel(server, MailSecurity.StartTls, "user", "pass-word-42"), [Sample.Message()], CancellationToken.None);

        Assert.Contains("STARTTLS", Assert.IsType<SendResult.Failed>(result).Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "mail.test")]
    [InlineData(true, "other.test")]
    public async Task A_certificate_that_is_not_trusted_or_is_for_another_name_ends_it(bool trusted, string name)
    {
        await using var server = await MailServer.StartAsync("starttls", name);

        var result = await Sender(server, trusted).SendAsync(Channel(server, MailSecurity.StartTls), [Sample.Message()], CancellationToken.None);

        Assert.Contains("certificate", Assert.IsType<SendResult.Failed>(result).Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_a_failure_that_does_not_repeat_it()
    {
        await using var server = await MailServer.StartAsync("auth");

        var result = Assert.IsType<SendResult.Failed>(
            await Sender(server).SendAsync(Channel(server, MailSecurity.StartTls, "user", "wrong-password"), [Sample.Message()], CancellationToken.None));

        Assert.Equal(535, result.Status);
        Assert.DoesNotContain("wrong-password", result.ToString(), StringComparison.Ordinal);
        Assert.False(result.EndpointIll);
    }

    [Fact]
    public async Task A_receiver_who_is_refused_does_not_keep_the_others_from_their_mail()
    {
        await using var server = await MailServer.StartAsync("starttls");
        var sender = Sender(server);

        var some = await sender.SendAsync(Channel(server, MailSecurity.StartTls, to: ["nobody@example.org", "ops@example.org"]), [Sample.Message()], CancellationToken.None);
        var none = await sender.SendAsync(Channel(server, MailSecurity.StartTls, to: ["nobody@example.org", "later@example.org"]), [Sample.Message()], CancellationToken.None);

        Assert.Contains("not taken for nobody@example.org (550)", Assert.IsType<SendResult.Taken>(some).Answer, StringComparison.Ordinal);
        Assert.Equal(["ops@example.org"], (await server.NextAsync()).To);
        Assert.Contains("later@example.org (451)", Assert.IsType<SendResult.Failed>(none).Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_servers_on_inner_addresses_see_no_connection()
    {
        await using var listener = new CountingListener(IPAddress.Loopback);
        var dialer = new OutboundDialer(new OutboundPolicy(), new ScriptedResolver([IPAddress.Loopback]), TimeProvider.System);
        using var http = new OutboundHttp(dialer, TimeProvider.System);
        var sender = new ChannelSender(http, dialer, new NoticeBoard(), Sample.Options, TimeProvider.System);

        foreach (var host in new[] { "127.0.0.1", "mail.example.org", "::1", "2130706433" })
        {
            var settings = new MailSettings(host, listener.Port, MailSecurity.None, null, null, "a@example.org", ["b@example.org"]);
            Assert.IsType<SendResult.Failed>(await sender.SendAsync(Sample.Channel(settings), [Sample.Message()], CancellationToken.None));
        }

        Assert.Equal(0, listener.Seen);
    }

    private static ChannelSender Sender(MailServer server, bool trusted = true)
    {
        var policy = Sample.Local($"mail.test:{server.Port}") with { AddedRoots = trusted ? [server.Root] : [], RequestTimeout = TimeSpan.FromSeconds(30) };
        var dialer = new OutboundDialer(policy, new ScriptedResolver([IPAddress.Loopback]), TimeProvider.System);
        return new ChannelSender(new OutboundHttp(dialer, TimeProvider.System), dialer, new NoticeBoard(), Sample.Options, TimeProvider.System);
    }

    private static Channel Channel(MailServer server, MailSecurity security, string? user = null, string? password = null, string[]? to = null) =>
        Sample.Channel(new MailSettings("mail.test", server.Port, security, user, password is null ? null : new Secret(password), "alerts@example.org", to ?? ["ops@example.org"]));

    private static MimeMessage Parse(string data)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(data));
        return MimeMessage.Load(stream);
    }
}
