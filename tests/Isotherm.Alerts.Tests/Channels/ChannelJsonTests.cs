using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Outbound;

namespace Isotherm.Alerts.Tests.Channels;

public sealed class ChannelJsonTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    /// <summary>Kind, settings, and the names of its secrets.</summary>
    public static TheoryData<string, string, string> Kinds => new()
    {
        { "webhook", $$"""{"url":"https://hook.example.org/x","secret":"{{Sample.WebhookSecret}}"}""", "secret" },
        { "mail", """{"host":"mail.example.org","port":587,"security":"starttls","userName":"u","password":"p-canary","from":"a@example.org","to":["b@example.org"]}""", "password" },
        { "slack", """{"url":"https://hooks.slack.com/services/T0/B0/canary"}""", "url" },
        { "discord", """{"url":"https://discord.com/api/webhooks/1/canary"}""", "url" },
        { "telegram", """{"botToken":"123:canary-canary-canary-canary","chatId":"-100"}""", "botToken" },
        { "pagerduty", $$"""{"routingKey":"{{Key}}"}""", "routingKey" },
        { "alertmanager", """{"url":"https://am.example.org/am","userName":"u","password":"p-canary"}""", "password" },
        { "browser", "{}", "" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_is_read_shown_without_secrets_and_stored_with_them_sealed(string kind, string settings, string secret)
    {
        var channel = Good($$"""{"name":"Ops","kind":"{{kind}}","settings":{{settings}}}""");
        var box = new XorBox();

        var shown = Encoding.UTF8.GetString(ChannelJson.Write(channel));
        var stored = ChannelSeal.Close(channel, box);
        var back = ChannelSeal.Open(stored, channel.Owner, box);

        Assert.Equal(kind, channel.Kind.ToString().ToLowerInvariant());
        Assert.Equal(secret.Length == 0 ? [] : [secret], channel.Settings.Secrets.Select(s => s.Key));
        foreach (var (_, value) in channel.Settings.Secrets)
        {
            Assert.DoesNotContain(value.Reveal(), shown, StringComparison.Ordinal);
            Assert.DoesNotContain(value.Reveal(), Encoding.UTF8.GetString(stored.Open.Span) + Encoding.UTF8.GetString(stored.Sealed.Span), StringComparison.Ordinal);
        }

        Assert.Equal(shown, Encoding.UTF8.GetString(ChannelJson.Write(back)));
        Assert.Equal(channel.Settings.Secrets, back.Settings.Secrets);
        Assert.True(back.Enabled);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_shown_can_be_sent_back_and_keeps_the_secrets(string kind, string settings, string secret)
    {
        var channel = Good($$"""{"name":"Ops","kind":"{{kind}}","settings":{{settings}}}""");
        var sent = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(ChannelJson.Write(channel))!;
        sent.Remove("id");
        sent["name"] = JsonSerializer.SerializeToElement("New");

        var reading = Parse(JsonSerializer.Serialize(sent), channel);

        Assert.Empty(reading.Problems);
        Assert.Equal("New", reading.Channel!.Name);
        Assert.Equal(channel.Settings.Secrets, reading.Channel.Settings.Secrets);
        Assert.Equal(secret.Length > 0, reading.Channel.Settings.Secrets.Any());
    }

    [Fact]
    public void A_webhook_without_a_secret_gets_one_that_is_given_once_and_a_rotation_keeps_the_old_one_until_it_ends()
    {
        var first = Parse("""{"name":"Ops","kind":"webhook","settings":{"url":"https://hook.example.org/"}}""");
        var old = first.Made!;
        var rotated = Parse("""{"name":"Ops","kind":"webhook","settings":{"url":"https://hook.example.org/","rotate":true}}""", first.Channel);
        var ended = Parse("""{"name":"Ops","kind":"webhook","settings":{"url":"https://hook.example.org/","endRotation":true}}""", rotated.Channel);

        Assert.True(WebhookSignature.IsSecret(old.Reveal()));
        var during = Assert.IsType<WebhookSettings>(rotated.Channel!.Settings);
        Assert.Equal((rotated.Made, old), (during.Secret, during.Previous));
        var after = Assert.IsType<WebhookSettings>(ended.Channel!.Settings);
        Assert.Equal((rotated.Made, null), (after.Secret, after.Previous));
        Assert.Null(ended.Made);
    }

    [Fact]
    public void A_password_is_not_carried_to_another_server()
    {
        var mail = Good("""{"name":"Ops","kind":"mail","settings":{"host":"mail.example.org","port":587,"security":"starttls","userName":"u","password":"p","from":"a@example.org","to":["b@example.org"]}}""");
        var alertmanager = Good("""{"name":"Ops","kind":"alertmanager","settings":{"url":"https://am.example.org/","userName":"u","password":"p"}}""");

        var first = Parse("""{"name":"Ops","kind":"mail","settings":{"host":"evil.example.org","port":587,"security":"starttls","userName":"u","from":"a@example.org","to":["b@example.org"]}}""", mail);
        var second = Parse("""{"name":"Ops","kind":"alertmanager","settings":{"url":"https://evil.example.org/","userName":"u"}}""", alertmanager);

        Assert.Equal(["/settings/password"], first.Problems.Select(p => p.Pointer));
        Assert.Equal(["/settings/password"], second.Problems.Select(p => p.Pointer));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("[]", "")]
    [InlineData("{", "")]
    [InlineData("""{"name":"a","name":"b","kind":"browser","settings":{}}""", "")]
    [InlineData("""{"kind":"browser","settings":{}}""", "/name")]
    [InlineData("""{"name":"","kind":"browser","settings":{}}""", "/name")]
    [InlineData("""{"name":"a\u0000b","kind":"browser","settings":{}}""", "/name")]
    [InlineData("""{"name":"a","kind":"pigeon","settings":{}}""", "/kind")]
    [InlineData("""{"name":"a","kind":0,"settings":{}}""", "/kind")]
    [InlineData("""{"name":"a","kind":"browser"}""", "/settings")]
    [InlineData("""{"name":"a","kind":"browser","settings":{},"extra/x":1}""", "/extra~1x")]
    [InlineData("""{"name":"a","kind":"browser","settings":{"url":"x"}}""", "/settings/url")]
    [InlineData("""{"name":"a","kind":"browser","enabled":"yes","settings":{}}""", "/enabled")]
    [InlineData("""{"name":"a","kind":"webhook","settings":{"url":"https://127.0.0.1/"}}""", "/settings/url")]
    [InlineData("""{"name":"a","kind":"webhook","settings":{"url":"https://example.org/","secret":"whsec_short"}}""", "/settings/secret")]
    [InlineData("""{"name":"a","kind":"slack","settings":{}}""", "/settings/url")]
    [InlineData("""{"name":"a","kind":"slack","settings":{"url":"http://hooks.slack.com/services/x"}}""", "/settings/url")]
    [InlineData("""{"name":"a","kind":"telegram","settings":{"botToken":"nope","chatId":"1"}}""", "/settings/botToken")]
    [InlineData("""{"name":"a","kind":"telegram","settings":{"botToken":"1:../../etc/passwd-and-more-xx","chatId":"1"}}""", "/settings/botToken")]
    [InlineData("""{"name":"a","kind":"telegram","settings":{"botToken":"1:aaaaaaaaaaaaaaaaaaaaaaaaaaa","chatId":"1-2"}}""", "/settings/chatId")]
    [InlineData("""{"name":"a","kind":"pagerduty","settings":{"routingKey":"short"}}""", "/settings/routingKey")]
    [InlineData("""{"name":"a","kind":"alertmanager","settings":{"url":"https://am.example.org/?x=1"}}""", "/settings/url")]
    [InlineData("""{"name":"a","kind":"mail","settings":{"host":"10.0.0.1","port":25,"security":"starttls","from":"a@b.org","to":["c@d.org"]}}""", "/settings/host")]
    [InlineData("""{"name":"a","kind":"mail","settings":{"host":"m.example.org","port":25,"security":"none","from":"a@b.org","to":["c@d.org"]}}""", "/settings/security")]
    [InlineData("""{"name":"a","kind":"mail","settings":{"host":"m.example.org","port":25,"security":"tls","from":"a@b.org\r\nBcc: x@y.org","to":["c@d.org"]}}""", "/settings/from")]
    [InlineData("""{"name":"a","kind":"mail","settings":{"host":"m.example.org","port":25,"security":"tls","from":"a@b.org","to":["c@d.org, e@f.org"]}}""", "/settings/to/0")]
    [InlineData("""{"name":"a","kind":"mail","settings":{"host":"m.example.org","port":0,"security":"tls","from":"a@b.org","to":[]}}""", "/settings/port")]
    public void What_is_wrong_is_said_with_its_place_and_what_was_expected(string body, string place)
    {
        var reading = Parse(body);

        Assert.Null(reading.Channel);
        Assert.Contains(reading.Problems, p => p.Pointer == place && p.Message.Length > 0 && p.Expected.Length > 0);
    }

    [Fact]
    public void A_body_that_is_too_long_is_refused()
    {
        var reading = Parse($$"""{"name":"a","kind":"browser","settings":{},"x":"{{new string('x', ChannelJson.MaxBytes)}}"}""");

        Assert.Contains("bytes", Assert.Single(reading.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_channel_s_kind_does_not_change()
    {
        var browser = Good("""{"name":"a","kind":"browser","settings":{}}""");

        Assert.Contains(Parse("""{"name":"a","kind":"slack","settings":{"url":"https://hooks.slack.com/x"}}""", browser).Problems, p => p.Pointer == "/kind");
    }

    [Fact]
    public void A_stored_channel_that_was_changed_is_not_opened()
    {
        var stored = ChannelSeal.Close(Good("""{"name":"a","kind":"slack","settings":{"url":"https://hooks.slack.com/x"}}"""), new XorBox());

        Assert.Throws<JsonException>(() => ChannelSeal.Open(stored with { Open = "{}"u8.ToArray() }, "a1", new XorBox()));
        Assert.Throws<CryptographicException>(() => ChannelSeal.Open(stored with { Sealed = new byte[5] }, "a1", new XorBox()));
    }

    private static Channel Good(string json)
    {
        var reading = Parse(json);
        Assert.Empty(reading.Problems);
        return reading.Channel!;
    }

    private static ChannelReading Parse(string json, Channel? before = null) => ChannelJson.Parse(Encoding.UTF8.GetBytes(json), "c1", "a1", before, new OutboundPolicy());

    /// <summary>A box for tests: it hides, and it notices what it did not close.</summary>
    internal sealed class XorBox : ISecretBox
    {
        public byte[] Protect(ReadOnlySpan<byte> plain) => [0x5A, .. plain.ToArray().Select(b => (byte)(b ^ 0xA5))];

        public byte[] Unprotect(ReadOnlySpan<byte> sealedBytes) => sealedBytes.Length > 0 && sealedBytes[0] == 0x5A
            ? [.. sealedBytes[1..].ToArray().Select(b => (byte)(b ^ 0xA5))]
            : throw new CryptographicException("It was not closed by this box.");
    }
}
