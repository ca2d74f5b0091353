using Isotherm.Engine;
using Isotherm.Storage;

namespace Isotherm.Server;

internal sealed partial class NetworkRuntime
{
    private void SnapshotFailed(Exception fault)
    {
        _meter.Failed();
        if (fault is JournalRefusedException or JournalFencedException)
            SnapshotRefused(Definition.Id, fault.Message);
        else
            SnapshotLost(fault, Definition.Id);
    }

    // What lasts is said once; what the operator can mend needs no stack trace.
    private void Tell(Exception fault, TimeSpan pause)
    {
        var sentence = Sentence(fault);
        var told = ForViewers(sentence);
        var known = _view.Problem == told;
        Report(told);
        _meter.Failed();
        if (known)
            return;
        if (fault is JournalRefusedException or FoldException or InvalidDataException)
            Stopped(Definition.Id, sentence);
        else
            Failed(fault, Definition.Id, pause);
    }

    // Where the server keeps its files is the operator's to know: the log has the whole path, viewers the journal's own name.
    private string ForViewers(string sentence) =>
        sentence.Replace(Definition.JournalDirectory, Path.GetFileName(Definition.JournalDirectory), StringComparison.Ordinal);

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static string Sentence(Exception fault) => fault switch
    {
        JournalRefusedException or FoldException or InvalidDataException => fault.Message,
        _ => $"Following stopped: {fault.Message}",
    };
}
