using Isotherm.Domain;

namespace Isotherm.Engine.Kernels;

/// <summary>
/// Decides zones over columns, exactly and without allocation: floating point first, integers where that could err. Every kernel
/// gives the same zones; <see cref="ZoneKernels"/> chooses one.
/// </summary>
internal abstract class ZoneKernel
{
    /// <summary>The name that <see cref="ZoneKernels.Variable"/> forces it by.</summary>
    public abstract string Name { get; }

    /// <summary>Whether this machine can run it.</summary>
    public abstract bool IsSupported { get; }

    /// <summary>Writes the zones of rows <paramref name="from"/> … <paramref name="to"/> − 1, each at its own place.</summary>
    public abstract void Classify(Columns columns, ZoneInputs inputs, int from, int to, Span<Zone> zones);
}
