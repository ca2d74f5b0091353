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
        var known = _view.Problem == sentence;
        Report(sentence);
        _meter.Failed();
        if (known)
            return;
        if (fault is JournalRefusedException or FoldException or InvalidDataException)
            Stopped(Definition.Id, sentence);
        else
            Failed(fault, Definition.Id, pause);
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static string Sentence(Exception fault) => fault switch
    {
        JournalRefusedException or FoldException or InvalidDataException => fault.Message,
        _ => $"Following stopped: {fault.Message}",
    };
}
