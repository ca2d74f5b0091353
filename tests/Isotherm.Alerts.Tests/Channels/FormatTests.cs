using System.Net;
using System.Text;
using System.Text.Json;
using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Channels.Formats;
using Isotherm.Alerts.Messages;

namespace Isotherm.Alerts.Tests.Channels;

public sealed class FormatTests
{
    private const string Nasty = "<b>*_~`|&\\[x](y)</b> @everyone <!channel> <script>\u202E\0\r\nX: y";

    private static readonly SenderOptions Options = Sample.Options;

    /// <summary>Each format's readable text of a message.</summary>
    public static TheoryData<string> Formats => ["webhook", "mail text", "mail html", "slack", "discord", "telegram", "pagerduty", "alertmanager"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_channel_says_all_that_an_alert_must_say(string format)
    {
        var text = Readable(format, Sample.Message());

        Assert.Contains("Berlin 7", text, StringComparison.Ordinal);
        Assert.Contains("1.199999999999999999", text, StringComparison.Ordinal);
        Assert.Contains(format == "webhook" ? "1.200000000000000000" : "1.2", text, StringComparison.Ordinal);
        Assert.Contains("4711", text, StringComparison.Ordinal);
        Assert.Contains("fell from 2.00 to 1.80", text, StringComparison.Ordinal);
        Assert.Contains(format == "webhook" ? "\"1234500000000000000001\"" : "1234.500000000000000001 GPU", text, StringComparison.Ordinal);
        Assert.Contains(format == "webhook" ? "2026-01-01T01:00:00Z" : "2026-01-01 01:00:00 UTC", text, StringComparison.Ordinal);
        Assert.Contains("https://isotherm.example.org/?network=demo&cluster=7", text, StringComparison.Ordinal);
        Assert.Contains("crashes between two blocks", text, StringComparison.Ordinal);
        Assert.Contains("congested", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_ratio_that_is_unknown_and_a_label_are_said(string format)
    {
        var message = Sample.Message(subjects: Sample.Subject() with { Ratio = null, SettlementRatio = null, Zone = "unknown", Shortfall = null }) with { Label = "policy simulation" };

        var text = Readable(format, message);

        Assert.Contains("unknown", text, StringComparison.Ordinal);
        Assert.Contains("policy simulation", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ratio: 0", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Names_from_the_chain_cannot_write_markup(string format)
    {
        var message = Sample.Message(subjects: Sample.Subject(name: Nasty) with { Why = Nasty, GpuClass = Nasty }) with { Headline = Nasty, RuleName = Nasty, NetworkName = Nasty };

        var raw = Raw(format, message);

        Assert.DoesNotContain('\0', raw);
        Assert.DoesNotContain('\u202E', raw);
        switch (format)
        {
            case "mail html" or "telegram":
                Assert.DoesNotContain("<script", raw, StringComparison.Ordinal);
                Assert.DoesNotContain("<b>*", raw, StringComparison.Ordinal);
                break;
            case "slack":
                // Only our own links begin and end with angle brackets.
                var sections = SlackSections(raw);
                Assert.Equal(sections.Split("<https://isotherm.example.org/").Length, sections.Split('<').Length);
                Assert.Equal(sections.Split('<').Length, sections.Split('>').Length);
                Assert.DoesNotContain("*_~`", SlackSections(raw), StringComparison.Ordinal);
                break;
            case "discord":
                using (var json = JsonDocument.Parse(raw))
                {
                    Assert.Equal(0, json.RootElement.GetProperty("allowed_mentions").GetProperty("parse").GetArrayLength());
                    Assert.Contains("\\[x\\]\\(y\\)", json.RootElement.GetProperty("embeds")[0].GetProperty("description").GetString(), StringComparison.Ordinal);
                }

                break;
            default:
                break;
        }
    }

    [Fact]
    public void A_webhook_is_laid_out_as_the_standard_says_and_stays_under_20_kilobytes()
    {
        var body = WebhookBody.Write(Big(), Options);

        using var json = JsonDocument.Parse(body);
        Assert.Equal(["type", "timestamp", "data"], json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal("alert.fire", json.RootElement.GetProperty("type").GetString());
        Assert.Equal("2026-01-01T00:00:00Z", json.RootElement.GetProperty("timestamp").GetString());
        Assert.True(body.Length < 20_000, $"{body.Length} bytes");
        Assert.InRange(json.RootElement.GetProperty("data").GetProperty("clusters").GetArrayLength(), 5, 19);
        Assert.Equal(14_000, json.RootElement.GetProperty("data").GetProperty("clusterCount").GetInt32());
    }

    [Fact]
    public void Slack_gets_what_slack_takes()
    {
        using var json = JsonDocument.Parse(SlackBody.Write(Big(), Options));

        var blocks = json.RootElement.GetProperty("blocks").EnumerateArray().ToArray();
        Assert.InRange(blocks.Length, 3, 50);
        Assert.All(blocks.Where(b => b.GetProperty("type").GetString() == "section"), b => Assert.InRange(b.GetProperty("text").GetProperty("text").GetString()!.Length, 1, 3_000));
        Assert.InRange(blocks[0].GetProperty("text").GetProperty("text").GetString()!.Length, 1, 150);
        Assert.Equal("plain_text", blocks[0].GetProperty("text").GetProperty("type").GetString());
        Assert.InRange(json.RootElement.GetProperty("text").GetString()!.Length, 1, 4_000);
        Assert.Contains("13,990 more", json.RootElement.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Discord_gets_what_discord_takes()
    {
        using var json = JsonDocument.Parse(DiscordBody.Write(Big(), Options));

        var embed = Assert.Single(json.RootElement.GetProperty("embeds").EnumerateArray());
        var fields = embed.GetProperty("fields").EnumerateArray().Select(f => (Name: f.GetProperty("name").GetString()!, Value: f.GetProperty("value").GetString()!)).ToArray();
        var (title, description, footer) = (embed.GetProperty("title").GetString()!, embed.GetProperty("description").GetString()!, embed.GetProperty("footer").GetProperty("text").GetString()!);
        Assert.InRange(title.Length, 1, 256);
        Assert.InRange(description.Length, 1, 4_096);
        Assert.InRange(footer.Length, 1, 2_048);
        Assert.InRange(fields.Length, 1, 25);
        Assert.All(fields, f => Assert.InRange(f.Name.Length, 1, 256));
        Assert.All(fields, f => Assert.InRange(f.Value.Length, 1, 1_024));
        Assert.InRange(title.Length + description.Length + footer.Length + fields.Sum(f => f.Name.Length + f.Value.Length), 1, 6_000);
        Assert.Contains(fields, f => f.Value.Contains("more", StringComparison.Ordinal));
    }

    [Fact]
    public void Telegram_gets_what_telegram_takes()
    {
        using var json = JsonDocument.Parse(TelegramBody.Write(Big(), "-100123", Options));

        var text = json.RootElement.GetProperty("text").GetString()!;
        Assert.InRange(text.Length, 1, 4_096);
        Assert.Equal("HTML", json.RootElement.GetProperty("parse_mode").GetString());
        Assert.Equal("-100123", json.RootElement.GetProperty("chat_id").GetString());
        foreach (var tag in new[] { "b", "i", "a", "code" })
            Assert.Equal(text.Split($"</{tag}>").Length, text.Split($"<{tag}>").Length + text.Split($"<{tag} ").Length - 1);
        Assert.Contains("more, see the page", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MessageKind.Fire, "trigger")]
    [InlineData(MessageKind.Update, "trigger")]
    [InlineData(MessageKind.Blind, "trigger")]
    [InlineData(MessageKind.Resolve, "resolve")]
    [InlineData(MessageKind.Retract, "resolve")]
    [InlineData(MessageKind.Sighted, "resolve")]
    public void PagerDuty_gets_one_incident_an_episode(MessageKind kind, string action)
    {
        using var json = JsonDocument.Parse(PagerDutyBody.Write(Sample.Message(kind), new Secret(new string('k', 32)), Options));

        var root = json.RootElement;
        Assert.Equal(action, root.GetProperty("event_action").GetString());
        Assert.Equal("0123456789abcdef0123456789abcdef", root.GetProperty("dedup_key").GetString());
        Assert.Equal(32, root.GetProperty("routing_key").GetString()!.Length);
        if (action == "resolve")
        {
            Assert.False(root.TryGetProperty("payload", out _));
            return;
        }

        var payload = root.GetProperty("payload");
        Assert.InRange(payload.GetProperty("summary").GetString()!.Length, 1, 1_024);
        Assert.Equal("critical", payload.GetProperty("severity").GetString());
        Assert.Equal("demo/7", payload.GetProperty("source").GetString());
        Assert.Equal("2026-01-01T00:00:00Z", payload.GetProperty("timestamp").GetString());
    }

    [Fact]
    public void PagerDuty_gets_less_than_half_a_megabyte() =>
        Assert.InRange(PagerDutyBody.Write(Big(), new Secret(new string('k', 32)), Options).Length, 1, 512_000);

    [Fact]
    public void Alertmanager_gets_labels_that_an_episode_never_changes()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_767_225_700);
        using var fire = JsonDocument.Parse(AlertmanagerBody.Write([Sample.Message()], now, Options));
        using var over = JsonDocument.Parse(AlertmanagerBody.Write([Sample.Message(MessageKind.Resolve, transition: 2)], now, Options));

        var firing = Assert.Single(fire.RootElement.EnumerateArray());
        var ended = over.RootElement.EnumerateArray().Single(a => a.GetProperty("labels").GetProperty("severity").GetString() == "critical");
        Assert.Equal(firing.GetProperty("labels").ToString(), ended.GetProperty("labels").ToString());
        Assert.Equal("2026-01-01T00:00:00.000Z", firing.GetProperty("startsAt").GetString());
        Assert.Equal("2026-01-31T00:01:40.000Z", firing.GetProperty("endsAt").GetString());
        Assert.Equal("2026-01-01T00:01:40.000Z", ended.GetProperty("endsAt").GetString());
    }

    [Fact]
    public void Alertmanager_hears_of_one_severity_at_a_time()
    {
        using var json = JsonDocument.Parse(AlertmanagerBody.Write([Sample.Message(MessageKind.Update, transition: 2)], DateTimeOffset.FromUnixTimeSeconds(1_767_225_700), Options));

        var ends = json.RootElement.EnumerateArray().ToDictionary(a => a.GetProperty("labels").GetProperty("severity").GetString()!, a => a.GetProperty("endsAt").GetString());

        Assert.Equal(["critical", "info", "warning"], ends.Keys.Order(StringComparer.Ordinal));
        Assert.StartsWith("2026-01-31", ends["critical"], StringComparison.Ordinal);
        Assert.StartsWith("2026-01-01", ends["warning"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_mail_is_named_by_its_message_and_threads_by_its_alert()
    {
        var settings = new MailSettings("mail.example.org", 587, MailSecurity.StartTls, null, null, "alerts@example.org", ["ops@example.org", "night@example.org"]);
        using var fire = MailBody.Write(Sample.Message(), settings, Options, DateTimeOffset.UnixEpoch);
        using var again = MailBody.Write(Sample.Message(), settings, Options, DateTimeOffset.UnixEpoch.AddHours(1));
        using var over = MailBody.Write(Sample.Message(MessageKind.Resolve, transition: 2), settings, Options, DateTimeOffset.UnixEpoch);

        Assert.Equal("0123456789abcdef0123456789abcdef-1@isotherm.example.org", fire.MessageId);
        Assert.Equal(fire.MessageId, again.MessageId);
        Assert.NotEqual(fire.MessageId, over.MessageId);
        Assert.Equal(["0123456789abcdef0123456789abcdef@isotherm.example.org"], fire.References);
        Assert.Equal(fire.References, over.References);
        Assert.Equal(2, fire.To.Count);
        Assert.Equal("auto-generated", fire.Headers["Auto-Submitted"]);
    }

    [Fact]
    public void A_mail_headline_cannot_add_a_header()
    {
        var settings = new MailSettings("mail.example.org", 587, MailSecurity.StartTls, null, null, "alerts@example.org", ["ops@example.org"]);
        using var mail = MailBody.Write(Sample.Message() with { Headline = "x\r\nBcc: evil@example.org" }, settings, Options, DateTimeOffset.UnixEpoch);

        Assert.Null(mail.Headers["Bcc"]);
        Assert.Contains("x", mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', mail.Subject ?? "");
    }

    [Theory]
    [InlineData("0", 18, "0 GPU")]
    [InlineData("1", 18, "0.000000000000000001 GPU")]
    [InlineData("1000000000000000000", 18, "1 GPU")]
    [InlineData("1500000", 6, "1.5 GPU")]
    [InlineData("7", 0, "7 GPU")]
    [InlineData("-1500000", 6, "-1.5 GPU")]
    public void Amounts_have_all_their_decimals(string units, int decimals, string expected) =>
        Assert.Equal(expected, MessageText.Amount(System.Numerics.BigInteger.Parse(units, System.Globalization.CultureInfo.InvariantCulture), decimals, "GPU"));

    [Theory]
    [InlineData(12_000, "1.2")]
    [InlineData(15_001, "1.5001")]
    [InlineData(10_000, "1.0")]
    public void Thresholds_are_short(int bps, string expected) => Assert.Equal(expected, MessageText.Threshold(bps));

    private static AlertMessage Big()
    {
        var subjects = Enumerable.Range(0, 20).Select(i => Sample.Subject(i.ToString(System.Globalization.CultureInfo.InvariantCulture), "<&" + new string('n', 200)) with
        {
            Why = string.Concat(Enumerable.Repeat("<&>*_ä\"", 200)),
            GpuClass = new string('&', 100),
            Region = new string('<', 100),
        }).ToArray();
        return Sample.Message(subjects: subjects) with { SubjectCount = 14_000, Headline = string.Concat(Enumerable.Repeat("<&>*", 500)), RuleName = new string('_', 500) };
    }

    private static string SlackSections(string raw)
    {
        using var json = JsonDocument.Parse(raw);
        return json.RootElement.GetProperty("text").GetString() + string.Concat(json.RootElement.GetProperty("blocks").EnumerateArray()
            .Where(b => b.GetProperty("type").GetString() == "section").Select(b => b.GetProperty("text").GetProperty("text").GetString()));
    }

    // What a person or program reads after the format's own escapes are undone.
    private static string Readable(string format, AlertMessage message)
    {
        var raw = Raw(format, message);
        return format switch
        {
            "mail html" => WebUtility.HtmlDecode(raw),
            "slack" => Strings(raw).Replace("\u200B", "", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal),
            "telegram" => WebUtility.HtmlDecode(Strings(raw)),
            "discord" => Strings(raw).Replace("\\", "", StringComparison.Ordinal),
            "pagerduty" or "alertmanager" => Strings(raw),
            _ => raw,
        };
    }

    private static string Raw(string format, AlertMessage message)
    {
        var settings = new MailSettings("mail.example.org", 587, MailSecurity.StartTls, null, null, "alerts@example.org", ["ops@example.org"]);
        using var mail = MailBody.Write(message, settings, Options, DateTimeOffset.UnixEpoch);
        return format switch
        {
            "mail text" => mail.TextBody ?? "",
            "mail html" => mail.HtmlBody ?? "",
            "slack" => Encoding.UTF8.GetString(SlackBody.Write(message, Options)),
            "discord" => Encoding.UTF8.GetString(DiscordBody.Write(message, Options)),
            "telegram" => Encoding.UTF8.GetString(TelegramBody.Write(message, "1", Options)),
            "pagerduty" => Encoding.UTF8.GetString(PagerDutyBody.Write(message, new Secret(new string('k', 32)), Options)),
            "alertmanager" => Encoding.UTF8.GetString(AlertmanagerBody.Write([message], DateTimeOffset.UnixEpoch, Options)),
            _ => Encoding.UTF8.GetString(WebhookBody.Write(message, Options)),
        };
    }

    private static string Strings(string raw)
    {
        using var json = JsonDocument.Parse(raw);
        var text = new StringBuilder();
        Walk(json.RootElement, text);
        return text.ToString();
    }

    private static void Walk(JsonElement element, StringBuilder text)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                    Walk(property.Value, text);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Walk(item, text);
                break;
            default:
                text.Append(element.ToString()).Append('\n');
                break;
        }
    }
}
