using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>The rows' inputs of the zone kernel, one array a column, grown with slack. Derived from the rows alone.</summary>
internal sealed class Columns
{
    private static readonly BigInteger AssetsLimit = BigInteger.One << 128;

    private readonly Dictionary<ClassId, int> _classIndex = [];
    private readonly List<ClassId> _classes = [];

    /// <summary>Rows in use; arrays are longer.</summary>
    public int Count { get; private set; }

    /// <summary>Collateral plus rewards, exact; 0 where the row is not <see cref="RowKind.Coloured"/>.</summary>
    public UInt128[] Assets { get; private set; } = [];

    /// <summary>The same as a double, off by at most 2⁻⁵² of itself.</summary>
    public double[] ApproximateAssets { get; private set; } = [];

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
        Assets[position] = exact;
        ApproximateAssets[position] = (double)exact;
        Gpus[position] = kind == RowKind.Coloured ? (uint)terms.Gpus : 0;
        Nodes[position] = (uint)terms.Nodes;
        Class[position] = IndexOf(terms.Class);
    }

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
        Assets = Grown(Assets, capacity);
        ApproximateAssets = Grown(ApproximateAssets, capacity);
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
