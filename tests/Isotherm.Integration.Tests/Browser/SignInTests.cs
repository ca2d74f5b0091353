using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Isotherm.Testing.Canaries;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>The account dialog by hand: a test wallet that announces itself (EIP-6963) and signs by the node's unlocked account.</summary>
[Collection(LiveDemoCollection.Name)]
public sealed class SignInTests(LiveDemo demo)
{
    [Theory]
    [InlineData(1600, 1000)]
    [InlineData(390, 844)]
    public async Task A_wallet_signs_in_makes_a_key_revokes_it_and_signs_out(int width, int height)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var page = await demo.OpenAsync(width, height);
        await Evidence.KeepAsync($"sign-in-{width}", demo.Server, page, async () =>
        {
            var (browser, refuse) = (page.Page, true);
            await TestWallet.GiveAsync(browser, demo, ct, () => refuse);
            await browser.GetByRole(AriaRole.Button, new() { Name = "Account", Exact = true }).FocusAsync();
            await browser.Keyboard.PressAsync("Enter");
            var dialog = browser.GetByRole(AriaRole.Dialog);
            var wallet = dialog.GetByRole(AriaRole.Button, new() { Name = "Test wallet" });
            await Assertions.Expect(wallet).ToBeVisibleAsync();
            await ExpectNoneAsync(page, "sign in");
            await wallet.ClickAsync();
            await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToHaveTextAsync("You declined in the wallet.");

            refuse = false;
            await wallet.ClickAsync();
            await Assertions.Expect(dialog.GetByText("There are no keys.")).ToBeVisibleAsync();
            await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);

            await dialog.GetByLabel("Name").FillAsync("night watch");
            await dialog.GetByLabel("Change alert rules and channels").CheckAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Make key" }).ClickAsync();
            var secret = await dialog.GetByRole(AriaRole.Status, new() { Name = "The new key" }).Locator("code").TextContentAsync();
            Assert.Matches("^iso_[A-Za-z0-9_-]{43}$", secret);
            demo.Server.Canaries.Keep(SecretKind.ApiKey, secret);
            await demo.Server.KeepSessionAsync(browser);
            await ExpectNoneAsync(page, "keys");
            Assert.Equal(0, await page.SidewaysAsync());
            Assert.Equal(200, await StatusAsync(browser, secret!));
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Revoke night watch" }).ClickAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Revoke night watch" }).ClickAsync();
            await Assertions.Expect(dialog.GetByText("There are no keys.")).ToBeVisibleAsync();
            Assert.Equal(401, await StatusAsync(browser, secret!));

            await dialog.GetByRole(AriaRole.Button, new() { Name = "Sessions" }).ClickAsync();
            await Assertions.Expect(dialog.GetByText("this one")).ToBeVisibleAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Log" }).ClickAsync();
            await Assertions.Expect(dialog.GetByText("Key revoked").First).ToBeVisibleAsync();
            await ExpectNoneAsync(page, "the log");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
            await Assertions.Expect(wallet).ToBeVisibleAsync();
            Assert.DoesNotContain(page.Complaints, said => !said.Contains("401", StringComparison.Ordinal)); // the revoked key, asked on purpose
        });
    }

    private static Task<int> StatusAsync(IPage page, string key) => page.EvaluateAsync<int>(
        "(key) => fetch('/api/v1/networks', { headers: { authorization: `Bearer ${key}` }, credentials: 'omit' }).then((answer) => answer.status)", key);

    private static async Task ExpectNoneAsync(MapPage page, string view)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Assertions.Expect(page.Page.Locator($"html[data-theme={(scheme == ColorScheme.Light ? "light" : "dark")}]")).ToBeAttachedAsync();
            var found = (await page.Page.RunAxe(new AxeRunOptions())).Violations.Where(violation => violation.Impact is "serious" or "critical").Select(violation => $"{violation.Id}: {violation.Help}");
            Assert.True(!found.Any(), $"{view}, {scheme}: {string.Join("; ", found)}");
        }
    }
}
