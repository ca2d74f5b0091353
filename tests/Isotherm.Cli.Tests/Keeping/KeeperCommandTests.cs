using System.Text.Json.Nodes;

namespace Isotherm.Cli.Tests.Keeping;

public sealed class KeeperCommandTests
{
    [Theory]
    [InlineData("keeper", "FILE")]
    [InlineData("keeper a.json --from 0x12", "Option --from is '0x12'; expected 0x and 40 hex digits")]
    [InlineData("keeper a.json --max-fee-gwei 0", "Option --max-fee-gwei is '0'; expected gwei above 0")]
    [InlineData("keeper a.json --max-fee-gwei 1e3", "Option --max-fee-gwei is '1e3'")]
    [InlineData("keeper a.json --max-gas 20000", "Option --max-gas is '20000'; expected a whole number from 21000 to 30000000")]
    [InlineData("keeper a.json --signer ftp://x", "Option --signer is 'ftp://x'; expected an http or https URL")]
    public async Task A_wrong_option_is_exit_code_2_and_says_what_was_expected(string arguments, string words)
    {
        var ran = await Ran.Async(arguments.Split(' '));

        Assert.Equal(ExitCode.Unusable, ran.Code);
        Assert.Contains(words, ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("actions", "there are no 'actions', so that nothing can be done; expected flag, cure or liquidate")]
    [InlineData("views", "there is no view 'queue', so that the contract cannot be asked")]
    public async Task A_manifest_that_cannot_be_kept_is_refused_before_anything_is_asked(string without, string words)
    {
        using var folder = new Folder();
        var manifest = JsonNode.Parse(Folder.Filled)!.AsObject();
        manifest.Remove(without);

        var ran = await Ran.Async("keeper", folder.Write("network.json", manifest.ToJsonString()), "--once");

        Assert.Equal(ExitCode.Unusable, ran.Code);
        Assert.Contains($"network.json: {words}", ran.Error, StringComparison.Ordinal);
        Assert.Empty(ran.Output);
    }

    [Fact]
    public async Task A_mistake_in_the_manifest_has_its_place()
    {
        using var folder = new Folder();

        var ran = await Ran.Async("keeper", folder.Write("network.json", Folder.Filled.Replace("function cure(uint256 clusterId)", "function cure(string clusterId)", StringComparison.Ordinal)));

        Assert.Equal(ExitCode.Unusable, ran.Code);
        Assert.Contains(": /actions/cure/signature: expected one parameter, an id (uintN, address or bytesN), found cure(string)", Assert.Single(ran.Said), StringComparison.Ordinal);
    }
}
