using System.Globalization;
using Isotherm.Engine.Kernels;
using Isotherm.Proofs.Zones;

const string Usage = "Usage: Isotherm.Proofs zones [--cases 1e9] [--seed N] [--kernel NAME]";
(double cases, ulong seed) = (1e9, 20_260_101);
IReadOnlyList<ZoneKernel> kernels = ZoneKernels.Supported;

if (args is not ["zones", ..] || args.Length % 2 == 0)
    return Refuse(Usage);
for (int i = 1; i < args.Length; i += 2)
{
    bool isRead = args[i] switch
    {
        "--cases" => double.TryParse(args[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out cases) && cases is >= 1 and <= 1e15,
        "--seed" => ulong.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out seed),
        "--kernel" => (kernels = [.. ZoneKernels.Supported.Where(kernel => kernel.Name == args[i + 1])]).Count > 0,
        _ => false,
    };
    if (!isRead)
        return Refuse($"'{args[i]} {args[i + 1]}' is not understood: --cases takes a number from 1 to 1e15, --seed an integer, --kernel one of {string.Join(", ", ZoneKernels.Supported.Select(static kernel => kernel.Name))}. {Usage}");
}

return Prove(kernels, (long)cases, seed);

static int Refuse(string message)
{
    Console.Error.WriteLine(message);
    return 2;
}

static int Prove(IReadOnlyList<ZoneKernel> kernels, long cases, ulong seed)
{
    string names = string.Join(", ", kernels.Select(static kernel => kernel.Name));
    Console.WriteLine(Line($"zones: {cases} cases by {names}, seed {seed}"));
    ZoneProof proof = new(kernels, seed);
    long started = TimeProvider.System.GetTimestamp();
    for (int step = 1; step <= 20; step++)
    {
        proof.RunTo((long)(cases / 20.0 * step));
        double seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine(Line($"{step * 5,3} %  {proof.Cases} cases  {seconds:0.0} s  {proof.Cases / seconds / 1e6:0.00} M/s  {proof.Differences} differences"));
    }

    proof.RunTo(cases);
    Console.WriteLine(Line($"on a threshold {proof.OnThreshold}; green {proof.PerZone[0]}, yellow {proof.PerZone[1]}, red {proof.PerZone[2]}, unknown {proof.PerZone[3]}"));
    if (proof.FirstDifference is { } difference)
        Console.WriteLine($"first difference: {difference}");
    double duration = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    Console.WriteLine(Line($"{proof.Differences} differences in {proof.Cases} cases by {names}, seed {seed}, {duration:0.0} s, {proof.Cases / duration / 1e6:0.00} M cases/s"));
    return proof.Differences == 0 ? 0 : 1;
}

static string Line(FormattableString text) => FormattableString.Invariant(text);
