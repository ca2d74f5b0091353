using Isotherm.Bench.Allocation;

// Proves first that it would see an allocation of one byte, then that the hot paths make none.
bool isAwake = HotPath.Allocating.Measure() > 0;
Console.WriteLine($"{(isAwake ? "ok    " : "FAILED")} a path that allocates on purpose: {HotPath.Allocating.Measure()} bytes in {HotPath.Rounds} rounds");
bool isClean = true;
foreach (HotPath path in HotPath.All())
{
    long bytes = path.Measure();
    isClean &= bytes == 0;
    Console.WriteLine($"{(bytes == 0 ? "ok    " : "FAILED")} {path.Name}: {bytes} bytes in {HotPath.Rounds} rounds");
}

if (!isAwake)
    Console.Error.WriteLine("The measurement is blind: it did not see what was allocated on purpose.");
if (!isClean)
    Console.Error.WriteLine("A hot path allocates; expected 0 bytes.");
return isAwake && isClean ? 0 : 1;
