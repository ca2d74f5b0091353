using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Isotherm.Testing;
using Isotherm.Testing.Canaries;
using Microsoft.Playwright;
using MimeKit;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>From a tile to a message: a test wallet signs in, a rule is made, a real price transaction makes it fire, a receiver and a mailbox are told.</summary>
[Collection(LiveDemoCollection.Name)]
public sealed class AlertPagesTests(LiveDemo demo)
{
    private const string Mailbox = "operator@isotherm.example";
    private const float FireMilliseconds = 30_000;
    private const int PriceSeconds = 20;

    // What the page's one voice says from now on.
    private const string Listen = """
        () => {
          window.said = [];
          const voice = document.querySelector('[role=log]');
          new MutationObserver(() => window.said.push(voice.textContent.trim())).observe(voice, { childList: true, characterData: true, subtree: true });
        }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rule_made_from_a_tile_fires_on_a_price_reaches_its_receiver_and_its_mailbox_and_is_snoozed()
    {
        await using var receiver = new HookReceiver();
        await using var mailbox = await MailServer.StartAsync("none");
        var truth = await demo.Api.HeatmapAsync("latest", Ct);
        var safe = truth.Clusters.First(cluster => cluster.Zone == "green").Id;
        await using var page = await demo.OpenAsync(1600, 1000, link: $"/?cluster={safe}");
        await Evidence.KeepAsync("alert-pages", demo.Server, page, async () =>
        {
            var browser = page.Page;
            await TestWallet.GiveAsync(browser, demo, Ct);
            await browser.GetByRole(AriaRole.Button, new() { Name = "Alert me" }).ClickAsync();
            var dialog = browser.GetByRole(AriaRole.Dialog);
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Test wallet" }).ClickAsync();
            await dialog.GetByLabel("Kind").SelectOptionAsync("webhook");
            await RefusesAsync(dialog, receiver);
            var secret = await dialog.GetByRole(AriaRole.Status, new() { Name = "The signing secret" }).Locator("code").TextContentAsync();
            Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
            demo.Server.Canaries.Keep(SecretKind.SigningSecret, secret);
            await demo.Server.KeepSessionAsync(browser);
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
            await Assertions.Expect(dialog.GetByRole(AriaRole.Checkbox, new() { Name = "Webhook" })).ToBeCheckedAsync();
            await AddMailAsync(dialog, mailbox);
            await AddPageAsync(dialog);
            await ExpectNoneAsync(page, "alert me");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Alert me", Exact = true }).ClickAsync();
            await Assertions.Expect(dialog.GetByText("6 rules watch")).ToBeVisibleAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();

            await browser.EvaluateAsync(Listen);
            using var rest = await demo.RestAsync(Ct);
            var price = BigInteger.Parse(truth.Inputs.TokenPrice.Value!, CultureInfo.InvariantCulture);
            await demo.SetTokenPriceAsync(price / 4, Ct);
            var snooze = browser.GetByRole(AriaRole.Button, new() { Name = "Snooze 1 h: Below critical" });
            await Assertions.Expect(snooze).ToBeVisibleAsync(new() { Timeout = FireMilliseconds });
            await Assertions.Expect(browser.GetByRole(AriaRole.Region, new() { Name = "New alerts" })).ToContainTextAsync("[CRITICAL]");
            await browser.WaitForFunctionAsync("() => window.said.some((text) => text.startsWith('Alert: [CRITICAL]'))", null, new() { Timeout = FireMilliseconds });
            var calls = await receiver.WaitAsync(come => come.Any(call => Is(call, "alert.fire", safe)), Patience, Ct);
            Assert.All(calls, call => Assert.StartsWith("v1,", call.Signature, StringComparison.Ordinal));
            await SaysTheSameAsync(mailbox, calls.First(call => Is(call, "alert.fire", safe)));

            await snooze.ClickAsync();
            await Assertions.Expect(browser.GetByRole(AriaRole.Button, new() { Name = "Wake Below critical" })).ToBeVisibleAsync();
            await CentreAsync(page);
            await BackTestAsync(page);
            await demo.SetTokenPriceAsync(price, Ct);
            await Eventually.HoldsAsync("the old price in the API", async () =>
                (await demo.Api.HeatmapAsync("latest", Ct)).Inputs.TokenPrice.Value is var told && told == price.ToString(CultureInfo.InvariantCulture) ? null : $"it is {told}", PriceSeconds, Ct);
            Assert.All(page.Complaints, said => Assert.Matches("400|409", said)); // what is refused on purpose: an address, and to delete a channel in use
        });
    }

    [Theory]
    [InlineData(390, 844)]
    [InlineData(320, 640)]
    public async Task A_visitor_on_a_phone_is_led_to_sign_in_and_back_leads_to_the_map(int width, int height)
    {
        await using var page = await demo.OpenAsync(width, height);
        await Evidence.KeepAsync($"alert-pages-{width}", demo.Server, page, async () =>
        {
            var browser = page.Page;
            await browser.GetByRole(AriaRole.Navigation, new() { Name = "Sections" }).GetByRole(AriaRole.Button, new() { Name = "Alerts" }).ClickAsync();
            await Assertions.Expect(browser.GetByRole(AriaRole.Heading, new() { Name = "Sign in first" })).ToBeVisibleAsync();
            Assert.Contains("view=alerts", browser.Url, StringComparison.Ordinal);
            Assert.Equal(0, await page.SidewaysAsync());
            await ExpectNoneAsync(page, "signed out");
            await browser.GoBackAsync();
            await Assertions.Expect(browser.GetByRole(AriaRole.Heading, new() { Name = "Sign in first" })).ToHaveCountAsync(0);
            Assert.Empty(page.Complaints);
        });
    }

    // What the server refuses is said beside its field, and what is right is then taken.
    private static async Task RefusesAsync(ILocator dialog, HookReceiver receiver)
    {
        var address = dialog.GetByLabel("Address");
        await address.FillAsync("http://10.0.0.1/hook");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add channel" }).ClickAsync();
        await Assertions.Expect(address).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(dialog.GetByText("This is refused")).ToBeVisibleAsync();
        await address.FillAsync(receiver.Url);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add channel" }).ClickAsync();
    }

    private static async Task AddMailAsync(ILocator dialog, MailServer mailbox)
    {
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add a channel…" }).ClickAsync();
        await dialog.GetByLabel("Kind").SelectOptionAsync("mail");
        foreach (var (label, value) in new[] { ("To", Mailbox), ("From", "alerts@isotherm.example"), ("Mail server", "127.0.0.1"), ("Port", $"{mailbox.Port}") })
            await dialog.GetByLabel(new Regex($@"^\s*{label}\b")).FillAsync(value);
        await dialog.GetByLabel("Encryption").SelectOptionAsync("none");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add channel" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Checkbox, new() { Name = "E-mail" })).ToBeCheckedAsync();
    }

    private static async Task AddPageAsync(ILocator dialog)
    {
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add a channel…" }).ClickAsync();
        await dialog.GetByLabel("Kind").SelectOptionAsync("browser");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add channel" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Checkbox, new() { Name = "This page" })).ToBeCheckedAsync();
    }

    // The mail of the webhook's message: the same alert, ratio, exact top-up and link, as text and as HTML.
    private static async Task SaysTheSameAsync(MailServer mailbox, HookCall hook)
    {
        using var told = JsonDocument.Parse(hook.Body);
        var data = told.RootElement.GetProperty("data");
        var cluster = Assert.Single(data.GetProperty("clusters").EnumerateArray());
        MailServer.Mail got;
        MimeMessage mail;
        do
        {
            got = await mailbox.NextAsync();
            using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(got.Data));
            mail = await MimeMessage.LoadAsync(bytes, Ct);
        }
        while (mail.MessageId?.Split('@')[0] != hook.Id);

        Assert.Equal([Mailbox], got.To);
        Assert.Equal($"[CRITICAL] {data.GetProperty("headline").GetString()}", mail.Subject);
        Assert.Equal(data.GetProperty("alertId").GetString(), mail.Headers["X-Isotherm-Alert"]);
        var ratio = cluster.GetProperty("ratio").GetString()!;
        Assert.Matches(@"^\d+\.\d{18}$", ratio);
        var token = data.GetProperty("token");
        var topUp = Amount(cluster.GetProperty("shortfall").GetString()!, token.GetProperty("decimals").GetInt32()) + " " + token.GetProperty("symbol").GetString();
        var link = cluster.GetProperty("link").GetString()!;
        Assert.Matches($"^http.*[?&]cluster={cluster.GetProperty("id").GetString()}$", link);
        foreach (var (body, address) in new[] { (mail.TextBody, link), (mail.HtmlBody, WebUtility.HtmlEncode(link)) })
        {
            Assert.All(new[] { ratio, topUp, address, "Top-up needed", "The GRID price fell" }, part => Assert.Contains(part, body, StringComparison.Ordinal));
        }
    }

    // Base units as a decimal without zeros at its end.
    private static string Amount(string units, int decimals)
    {
        var padded = units.PadLeft(decimals + 1, '0');
        return $"{padded[..^decimals]}.{padded[^decimals..]}".TrimEnd('0').TrimEnd('.');
    }

    private static async Task CentreAsync(MapPage page)
    {
        var browser = page.Page;
        await browser.GetByRole(AriaRole.Navigation, new() { Name = "Sections" }).GetByRole(AriaRole.Button, new() { Name = "Alerts" }).ClickAsync();
        await Assertions.Expect(browser.GetByRole(AriaRole.Region, new() { Name = "Snoozed" }).GetByText("Below critical")).ToBeVisibleAsync();
        await Assertions.Expect(browser.GetByRole(AriaRole.Region, new() { Name = "History" }).GetByText("fired").First).ToBeVisibleAsync();
        await ExpectNoneAsync(page, "now");
        await browser.GetByRole(AriaRole.Button, new() { Name = "Channels" }).ClickAsync();
        await browser.GetByRole(AriaRole.Button, new() { Name = "Send a test to Webhook" }).ClickAsync();
        await Assertions.Expect(browser.GetByText("It was taken after")).ToBeVisibleAsync();
        await browser.GetByRole(AriaRole.Button, new() { Name = "Delete Webhook" }).ClickAsync();
        await browser.GetByRole(AriaRole.Button, new() { Name = "Delete Webhook" }).ClickAsync();
        await Assertions.Expect(browser.GetByRole(AriaRole.Alert)).ToContainTextAsync("is named by rules");
        await ExpectNoneAsync(page, "channels");
        await browser.GetByRole(AriaRole.Button, new() { Name = "Deliveries" }).ClickAsync();
        await Assertions.Expect(browser.GetByText("delivered", new() { Exact = true }).Nth(1)).ToBeVisibleAsync();
        await ExpectNoneAsync(page, "deliveries");
    }

    private static async Task BackTestAsync(MapPage page)
    {
        var browser = page.Page;
        await browser.GetByRole(AriaRole.Button, new() { Name = "Rules" }).ClickAsync();
        await browser.GetByRole(AriaRole.Button, new() { Name = "Edit Below critical" }).ClickAsync();
        await Assertions.Expect(browser.GetByRole(AriaRole.Group, new() { Name = "What it means" })).ToContainTextAsync("It would fire for 1 cluster now.");
        await browser.GetByRole(AriaRole.Button, new() { Name = "Back-test" }).ClickAsync();
        await Assertions.Expect(browser.GetByText("it would have fired")).ToBeVisibleAsync(new() { Timeout = FireMilliseconds });
        await Assertions.Expect(browser.GetByRole(AriaRole.Img, new() { Name = "When it would have fired" })).ToBeVisibleAsync();
        Assert.NotEqual(0, await browser.Locator("svg[role=img] rect.mark").CountAsync());
        await ExpectNoneAsync(page, "the rule");
        Assert.Equal(0, await page.SidewaysAsync());
    }

    private static bool Is(HookCall call, string type, string cluster)
    {
        using var body = JsonDocument.Parse(call.Body);
        return body.RootElement.GetProperty("type").GetString() == type
            && body.RootElement.GetProperty("data").GetProperty("clusters").EnumerateArray().Any(one => one.GetProperty("id").GetString() == cluster);
    }

    private static async Task ExpectNoneAsync(MapPage page, string view)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Assertions.Expect(page.Page.Locator($"html[data-theme={(scheme == ColorScheme.Light ? "light" : "dark")}]")).ToBeAttachedAsync();
            var found = (await page.Page.RunAxe(new AxeRunOptions())).Violations.Where(violation => violation.Impact is "serious" or "critical")
                .Select(violation => $"{violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Select(node => node.Html))}");
            Assert.True(!found.Any(), $"{view}, {scheme}: {string.Join("; ", found)}");
        }
    }
}
