using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Isotherm.Domain;

namespace Isotherm.Alerts.Machine;

/// <summary>
/// Names of episodes (spec 6.5). An alert id is the first half of SHA-256 over network, rule, what it is about, first subject and the
/// number and hash of the first firing block. It is made once: a firing that is orphaned and mined again within
/// <see cref="Folding.AlertFold.ReopenBlocks"/> finds what was told of its rule and subject, and takes that alert id.
/// </summary>
internal static class Identity
{
    internal static string AlertId(string network, string rule, string about, string subject, BlockRef firedIn) =>
        Hash(string.Create(CultureInfo.InvariantCulture, $"{network}\n{rule}\n{about}\n{subject}\n{firedIn.Number}\n{firedIn.Hash}"))[..32];

    /// <summary>The end of a key that tells happenings apart by what happened.</summary>
    internal static string Happening(string what, int again) => string.Create(CultureInfo.InvariantCulture, $"#{Hash(what)[..16]}.{again}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
