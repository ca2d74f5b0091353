using Isotherm.Chains.Manifests;
using Isotherm.Chains.Recorded;

namespace Isotherm.Chains.Checking;

/// <summary>Reads the recording of a recorded network whole, as the server does before it plays one.</summary>
public static class RecordingCheck
{
    /// <summary>What is wrong with the recording, at the place in the manifest that names it; null where nothing is, or nothing is recorded.</summary>
    public static async Task<ManifestFinding?> RunAsync(Manifest manifest, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        if (manifest.Recorded is null)
        {
            return null;
        }

        var (cursor, problem) = FeedCursor.Open(manifest);
        if (cursor is not null)
        {
            await using var opened = cursor.ConfigureAwait(false);
            (_, problem) = await FeedSurvey.MakeAsync(cursor, [], cancellation).ConfigureAwait(false);
        }

        return problem is null ? null : new ManifestFinding(manifest.Source.Problem("/recorded/file", $"{problem}".TrimEnd('.')), false);
    }
}
