using System.Globalization;
using Isotherm.Bench;
using Isotherm.Bench.Alerts;
using Isotherm.Bench.Backfill;
using Isotherm.Bench.Frames;
using Isotherm.Bench.Kernel;
using Isotherm.Bench.Live;
using Isotherm.Bench.Map;
using Isotherm.Bench.Page;
using Isotherm.Bench.Reporting;
using Isotherm.Bench.Restart;

IPart[] parts = [new KernelPart(), new BackfillPart(), new LivePart(), new AlertsPart(), new RecordedPart(), new FramesPart(), new PagePart(), new MapPart(), new RestartPart()];

switch (args)
{
    case ["list"]:
        Console.WriteLine(string.Join('\n', parts.Select(part => part.Name)));
        return 0;
    case ["write"]:
        Document.Write([.. parts.Select(part => ResultStore.Load(part.Name)).OfType<Section>()]);
        return 0;
    case ["run", var name] when parts.FirstOrDefault(part => part.Name == name) is { } part:
        var facts = RunFacts.Now();
        var started = TimeProvider.System.GetTimestamp();
        using (var stop = new CancellationTokenSource())
        {
            Console.CancelKeyPress += (_, pressed) => (pressed.Cancel, _) = (true, stop.CancelAsync());
            var section = await part.RunAsync(stop.Token);
            ResultStore.Save(section with { Run = facts, Seconds = Math.Round(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 1) });
            foreach (var budget in section.Budgets)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {(budget.IsMet ? "met   " : "MISSED")}  {budget.What}: {budget.Measured} (budget {budget.Promised})"));
        }

        return 0;
    case ["run", "map", "--only", var only] when MapPieces.Names.Contains(only):
        await MapPieces.PrintAsync(only, CancellationToken.None);
        return 0;
    default:
        Console.Error.WriteLine($"Usage: Isotherm.Bench list | write | run NAME | run map --only {string.Join('|', MapPieces.Names)}, NAME one of {string.Join(", ", parts.Select(part => part.Name))}; found '{string.Join(' ', args)}'.");
        return 2;
}
