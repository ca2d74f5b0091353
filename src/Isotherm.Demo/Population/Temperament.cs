namespace Isotherm.Demo.Population;

/// <summary>How the owner of a cluster reacts when it falls.</summary>
internal enum Temperament
{
    /// <summary>Tops up soon, long before the queue.</summary>
    Prompt,

    /// <summary>Tops up only when the grace period runs.</summary>
    Late,

    /// <summary>Never tops up.</summary>
    Never,
}
