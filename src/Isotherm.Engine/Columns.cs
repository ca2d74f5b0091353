using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>The rows' inputs of the zone kernel, one array a column, grown with slack. Derived from the rows alone.</summary>
internal sealed class Columns
{
    /// <summary>The lane of liquidated rows.</summary>
    public const int LiquidatedLane = 0;

    /// <summary>The lane of rows that require nothing.</summary>
    public const int ExemptLane = 1;

    /// <summary>The lane of rows about which the contract disagrees.</summary>
    public const int DisputedLane = 2;

    /// <summary>The lane of the first class.</summary>
    public const int FirstClassLane = 3;

    /// <summary>One base unit in the unit of <see cref="AssetsPerGpu"/>.</summary>
    public const double LaneUnit = 1.0 / 18_446_744_073_709_551_616.0;

    private static readonly BigInteger AssetsLimit = BigInteger.One << 128;

    private readonly Dictionary<ClassId, int> _classIndex = [];
    private readonly List<ClassId> _classes = [];

    /// <summary>Rows in use; arrays are longer.</summary>
    public int Count { get; private set; }

    /// <summary>Collateral plus rewards, exact, modulo 2⁶⁴; 0 where the row is not <see cref="RowKind.Coloured"/>.</summary>
    public ulong[] AssetsLow { get; private set; } = [];

    /// <summary>The same over 2⁶⁴.</summary>
    public ulong[] AssetsHigh { get; private set; } = [];

    /// <summary>Assets per GPU, in 2⁶⁴ base units, off by at most 2⁻²⁴ of itself; not a number where an amount is out of range.</summary>
    public float[] AssetsPerGpu { get; private set; } = [];

    /// <summary>Nodes per GPU, off by at most 2⁻²⁴ of itself.</summary>
    public float[] NodesPerGpu { get; private set; } = [];

    /// <summary>The row's place in a market's <see cref="Kernels.LaneTables"/>: <see cref="FirstClassLane"/> plus its class, but for rows that no market gives a colour.</summary>
    public byte[] Lane { get; private set; } = [];

    /// <summary>False: there are more classes than <see cref="Lane"/> can tell apart.</summary>
    public bool FitsLanes => _classes.Count <= byte.MaxValue + 1 - FirstClassLane;

    /// <summary>GPUs; 0 where out of range.</summary>
    public uint[] Gpus { get; private set; } = [];

    /// <summary>Active nodes.</summary>
    public uint[] Nodes { get; private set; } = [];

    /// <summary>Place in <see cref="Classes"/>.</summary>
    public int[] Class { get; private set; } = [];

    /// <summary>What the row's own terms say.</summary>
    public RowKind[] Kind { get; private set; } = [];

    /// <summary>Each row's part of the state hash.</summary>
    public StateDigest[] Digest { get; private set; } = [];

    /// <summary>Every class that a row ever named, in order of appearance. May hold classes that an undo took away.</summary>
    public IReadOnlyList<ClassId> Classes => _classes;

    /// <summary>Sets how many rows are in use; new ones are empty until written.</summary>
    public void Resize(int count)
    {
        if (count > Kind.Length)
            Grow(Math.Max(count, Kind.Length + (Kind.Length / 2) + 16));
        Count = count;
    }

    /// <summary>Takes a row's terms into the columns.</summary>
    public void Write(int position, ClusterTerms terms)
    {
        BigInteger assets = terms.Assets;
        RowKind kind = KindOf(terms, assets);
        UInt128 exact = kind == RowKind.Coloured ? (UInt128)assets : UInt128.Zero;
        Kind[position] = kind;
        AssetsLow[position] = (ulong)exact;
        AssetsHigh[position] = (ulong)(exact >> 64);
        uint gpus = kind == RowKind.Coloured ? (uint)terms.Gpus : 0;
        Gpus[position] = gpus;
        Nodes[position] = (uint)terms.Nodes;
        Class[position] = IndexOf(terms.Class);
        AssetsPerGpu[position] = kind == RowKind.Unknown ? float.NaN : (float)((double)exact / Math.Max(gpus, 1) * LaneUnit);
        NodesPerGpu[position] = (float)((double)Nodes[position] / Math.Max(gpus, 1));
        Lane[position] = LaneOf(kind, Class[position]);
    }

    private static byte LaneOf(RowKind kind, int gpuClass) => kind switch
    {
        RowKind.Liquidated => LiquidatedLane,
        RowKind.Exempt => ExemptLane,
        RowKind.Disputed => DisputedLane,
        _ => unchecked((byte)(FirstClassLane + gpuClass)),
    };

    private static RowKind KindOf(ClusterTerms terms, BigInteger assets)
    {
        if (terms.IsDisputed)
            return RowKind.Disputed;
        if (terms.IsLiquidated)
            return RowKind.Liquidated;
        if (terms.Gpus.IsZero)
            return RowKind.Exempt;
        return assets >= AssetsLimit || terms.Gpus > uint.MaxValue ? RowKind.Unknown : RowKind.Coloured;
    }

    private int IndexOf(ClassId id)
    {
        if (!_classIndex.TryGetValue(id, out int index))
        {
            index = _classes.Count;
            _classes.Add(id);
            _classIndex.Add(id, index);
        }

        return index;
    }

    private void Grow(int capacity)
    {
        AssetsLow = Grown(AssetsLow, capacity);
        AssetsHigh = Grown(AssetsHigh, capacity);
        AssetsPerGpu = Grown(AssetsPerGpu, capacity);
        NodesPerGpu = Grown(NodesPerGpu, capacity);
        Lane = Grown(Lane, capacity);
        Gpus = Grown(Gpus, capacity);
        Nodes = Grown(Nodes, capacity);
        Class = Grown(Class, capacity);
        Kind = Grown(Kind, capacity);
        Digest = Grown(Digest, capacity);
    }

    private static T[] Grown<T>(T[] column, int capacity)
    {
        Array.Resize(ref column, capacity);
        return column;
    }
}
