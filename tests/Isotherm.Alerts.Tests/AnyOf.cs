using CsCheck;

namespace Isotherm.Alerts.Tests;

internal static class AnyOf
{
    internal static Gen<T> These<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
