using System.CommandLine;

namespace Isotherm.Cli.Drafting;

internal static class InitCommand
{
    public static Command Build(Terminal terminal) => new("init");
}
