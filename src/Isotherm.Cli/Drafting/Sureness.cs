namespace Isotherm.Cli.Drafting;

/// <summary>How surely a name was understood; a draft is as sure as its least sure part.</summary>
internal enum Sureness
{
    /// <summary>The manifest's own word, and a fitting type.</summary>
    Sure,

    /// <summary>Another word for the same, and a fitting type.</summary>
    Likely,

    /// <summary>Only the type fits, or a constant stands in: look at it.</summary>
    Guess,
}
