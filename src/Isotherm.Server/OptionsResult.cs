namespace Isotherm.Server;

/// <summary>Options, or what is wrong with them.</summary>
internal abstract record OptionsResult
{
    private OptionsResult()
    {
    }

    /// <summary>All of them can be used.</summary>
    public sealed record Valid(ServerOptions Options) : OptionsResult;

    /// <summary>One sentence that names the key, the value and what was expected.</summary>
    public sealed record Invalid(string Message) : OptionsResult;

    /// <summary>Help was asked for.</summary>
    public sealed record Help : OptionsResult;
}
