using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>A wallet that announces itself (EIP-6963) and signs by the node's first unlocked account.</summary>
internal static class TestWallet
{
    // The page may not reach the node: the test passes on what the wallet is asked.
    private const string Script = """
        (() => {
          const provider = { request: ({ method, params }) => window.askNode(method, JSON.stringify(params ?? [])).then((said) => {
            const answer = JSON.parse(said);
            if (answer.refused) throw { code: 4001, message: 'User rejected the request.' };
            return answer.result;
          }) };
          const detail = Object.freeze({ info: { uuid: '7a5f0b46-5b1e-4d7e-9f6c-0d6f5f0a7a11', name: 'Test wallet', icon: 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>', rdns: 'example.wallet' }, provider });
          const announce = () => dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }));
          addEventListener('eip6963:requestProvider', announce);
          announce();
        })();
        """;

    /// <summary>Gives it to a page.</summary>
    /// <param name="browser">The page.</param>
    /// <param name="demo">Whose node signs.</param>
    /// <param name="cancellation">Ends what it asks.</param>
    /// <param name="refuses">Whether it declines to sign, asked each time; never where null.</param>
    public static async Task GiveAsync(IPage browser, LiveDemo demo, CancellationToken cancellation, Func<bool>? refuses = null)
    {
        await browser.ExposeFunctionAsync("askNode", async (string method, string parameters) =>
            method == "personal_sign" && refuses?.Invoke() == true
                ? """{ "refused": true }"""
                : $$"""{ "result": {{await demo.AskNodeAsync(method == "eth_requestAccounts" ? "eth_accounts" : method, parameters, cancellation)}} }""");
        await browser.EvaluateAsync(Script);
    }
}
