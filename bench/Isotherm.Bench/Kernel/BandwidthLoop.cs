using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Isotherm.Domain;
using Isotherm.Engine;

namespace Isotherm.Bench.Kernel;

/// <summary>Reads the columns that a kernel reads and writes a byte a row, with as little arithmetic as that needs: the time that moving the bytes takes.</summary>
internal sealed class BandwidthLoop(Columns columns, bool hasGas, bool isCompact)
{
    private const int Block = 64;

    /// <summary>Bytes read and written by one run.</summary>
    public long Bytes => (long)columns.Count * (1 + (isCompact ? 5 + (hasGas ? 4 : 0) : 16 + 4 + 4 + 4 + 1));

    /// <summary>Moves them all. What it writes is of no use.</summary>
    public void Run(Span<Zone> zones)
    {
        ref byte output = ref Unsafe.As<Zone, byte>(ref MemoryMarshal.GetReference(zones));
        ref byte assets = ref isCompact ? ref First(columns.AssetsPerGpu) : ref First(columns.AssetsLow);
        int width = isCompact ? sizeof(float) : sizeof(ulong);
        for (int row = 0; row <= columns.Count - Block; row += Block)
        {
            Vector512<byte> sum = Sum(ref assets, row, width);
            if (isCompact)
            {
                sum |= Vector512.LoadUnsafe(ref columns.Lane[0], (nuint)row);
                if (hasGas)
                    sum |= Sum(ref First(columns.NodesPerGpu), row, sizeof(float));
            }
            else
            {
                sum |= Sum(ref First(columns.AssetsHigh), row, 8) | Sum(ref First(columns.Gpus), row, 4) | Sum(ref First(columns.Nodes), row, 4) | Sum(ref First(columns.Class), row, 4) | Sum(ref First(columns.Kind), row, 1);
            }

            (sum & Vector512.Create((byte)3)).StoreUnsafe(ref output, (nuint)row);
        }
    }

    private static ref byte First<T>(T[] column)
        where T : struct => ref Unsafe.As<T, byte>(ref MemoryMarshal.GetArrayDataReference(column));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Sum(ref byte column, int row, int width)
    {
        Vector512<byte> sum = default;
        for (int i = 0; i < width; i++)
            sum |= Vector512.LoadUnsafe(ref column, (nuint)((row * (long)width) + (i * Block)));
        return sum;
    }
}
