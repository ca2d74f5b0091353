namespace Isotherm.Cli;

/// <summary>How the program ends; docs/command-line.md says the same.</summary>
internal static class ExitCode
{
    /// <summary>Did what was asked, and found nothing wrong.</summary>
    public const int Ok = 0;

    /// <summary>Did what was asked, and found problems.</summary>
    public const int Problems = 1;

    /// <summary>Could not do what was asked: a wrong option, a file that cannot be read or written, a node that does not answer.</summary>
    public const int Unusable = 2;
}
