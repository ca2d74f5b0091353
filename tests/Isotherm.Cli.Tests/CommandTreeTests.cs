using Isotherm.Testing;

namespace Isotherm.Cli.Tests;

public sealed class CommandTreeTests
{
    [Theory]
    [InlineData("isotherm --help")]
    [InlineData("isotherm manifest --help")]
    [InlineData("isotherm manifest check --help")]
    [InlineData("isotherm manifest init --help")]
    [InlineData("isotherm keeper --help")]
    public async Task The_document_shows_every_commands_help_as_it_is(string command)
    {
        var help = await Ran.Async(command.Split(' ')[1..]);
        var document = await File.ReadAllTextAsync(RepositoryRoot.Combine("docs", "command-line.md"), TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Ok, help.Code);
        Assert.Contains($"```\n$ {command}\n{help.Output.Trim()}\n```", document, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("manifest chek", "'chek'", "isotherm manifest --help")]
    [InlineData("manifest check", "FILE", "isotherm manifest check --help")]
    [InlineData("manifest check a.json --node ftp://x", "Option --node is 'ftp://x'; expected an http or https URL", "isotherm manifest check --help")]
    [InlineData("manifest check a.json --node http://x --try", "expected one of them", "isotherm manifest check --help")]
    [InlineData("manifest init", "--abi", "isotherm manifest init --help")]
    [InlineData("manifest init --abi a.json --address 0x12", "Option --address is '0x12'; expected 0x and 40 hex digits", "isotherm manifest init --help")]
    public async Task A_wrong_call_is_exit_code_2_and_says_what_was_expected(string arguments, params string[] words)
    {
        var ran = await Ran.Async(arguments.Split(' '));

        Assert.Equal(ExitCode.Unusable, ran.Code);
        Assert.Empty(ran.Output);
        Assert.All(words, word => Assert.Contains(word, ran.Error, StringComparison.Ordinal));
    }
}
