using System.Numerics;
using Isotherm.Domain;
using Isotherm.Engine.Kernels;
using Isotherm.Proofs.Zones;

namespace Isotherm.Engine.Tests;

public sealed class ZoneKernelProperties(ITestOutputHelper output)
{
    private const ulong Seed = 1_409_731;

    public static TheoryData<string> Kernels => [.. ZoneKernels.Supported.Select(static kernel => kernel.Name)];

    [Fact]
    public void Zones_by_every_kernel_are_zones_by_big_integers_in_ten_million_cases_at_the_thresholds()
    {
        output.WriteLine($"seed {Seed}");
        ZoneProof proof = new(ZoneKernels.Supported, Seed);

        proof.RunTo(10_000_000);

        Assert.True(proof.Differences == 0, $"seed {Seed}: {proof.Differences} batches differ; first: {proof.FirstDifference}");
        Assert.True(proof.OnThreshold > 200_000, $"only {proof.OnThreshold} cases lie on a threshold");
        Assert.All(proof.PerZone.Take(4), count => Assert.True(count > 200_000, $"a zone has only {count} cases"));
    }

    [Fact]
    public void The_scalar_kernel_runs_everywhere_and_a_kernel_is_found_by_its_name_alone()
    {
        Assert.Contains(ZoneKernels.Supported, static kernel => kernel is ScalarZoneKernel);
        Assert.All(ZoneKernels.Supported, static kernel => Assert.Same(kernel, ZoneKernels.Choose(kernel.Name)));
        Assert.Same(ZoneKernels.Supported[0], ZoneKernels.Choose(null));
        Assert.Contains("scalar", Assert.Throws<InvalidOperationException>(static () => ZoneKernels.Choose("abacus")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Recomputing_all_zones_allocates_nothing(string name)
    {
        ZoneKernel kernel = ZoneKernels.Choose(name);
        Columns columns = new();
        columns.Resize(5_000);
        for (int i = 0; i < columns.Count; i++)
            columns.Write(i, Terms(i, Scenario.OneGpu * (i % 3 == 0 ? 15_000 : 6_000 + (i * 3)) / 10_000));
        ZoneInputs inputs = ZoneInputs.Of(Priced(20_000_000), columns.Classes);
        ZoneInputs crashed = ZoneInputs.Of(Priced((BigInteger.One << 96) - 1), columns.Classes);
        Zone[] zones = new Zone[columns.Count];
        kernel.Classify(columns, inputs, 0, columns.Count, zones);
        kernel.Classify(columns, crashed, 0, columns.Count, zones);

        long before = GC.GetAllocatedBytesForCurrentThread();
        kernel.Classify(columns, inputs, 0, columns.Count, zones);
        Zone first = zones[0];
        kernel.Classify(columns, crashed, 0, columns.Count, zones);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.Equal(Zone.Yellow, first);
        Assert.Equal(Zone.Green, zones[0]);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_gas_cost_beyond_all_assets_is_red_and_not_an_overflow(string name)
    {
        Market market = Priced((BigInteger.One << 96) - 1) with
        {
            Rules = Scenario.Rules(GasModel.Modelled) with { SettlementGas = BigInteger.One << 200 },
            Block = new(1, Scenario.Hash(1), Scenario.Hash(0), Scenario.Start, BigInteger.One << 255),
        };
        market = market with { NativePrice = new((BigInteger.One << 96) - 1, 0, Scenario.Start, 1) };
        Columns columns = new();
        columns.Resize(16);
        for (int i = 0; i < columns.Count; i++)
            columns.Write(i, Terms(i, (BigInteger.One << 128) - 1));
        Zone[] zones = new Zone[columns.Count];

        ZoneKernels.Choose(name).Classify(columns, ZoneInputs.Of(market, columns.Classes), 0, columns.Count, zones);

        Assert.Equal(Zone.Red, Ratio.Of(Terms(0, (BigInteger.One << 128) - 1), market).Zone);
        Assert.All(zones, static zone => Assert.Equal(Zone.Red, zone));
    }

    private static Market Priced(BigInteger price) => new()
    {
        Rules = Scenario.Rules(),
        Block = new(1, Scenario.Hash(1), Scenario.Hash(0), Scenario.Start, 20_000_000_000),
        TokenPrice = new(price, 8, Scenario.Start, 1),
        NativePrice = Scenario.NativePrice(Scenario.Start),
        WarningBps = 15_000,
        CriticalBps = 12_000,
        Classes = [new(Scenario.H100, "H100", 40_000_000_000, 10_000)],
        Scheduled = [],
    };

    private static ClusterTerms Terms(int id, BigInteger assets) =>
        new() { Id = new(id), Name = "", Region = "", Operator = "", Class = Scenario.H100, Nodes = 1, Gpus = 1, Collateral = assets };
}
