using AksEgress.Core.Clusters;
using AksEgress.Core.Preflight;
using static AksEgress.Core.Clusters.VirtualNetworkMode;
using static AksEgress.Core.Preflight.MigrationSupport;
using static AksEgress.Core.Clusters.OutboundTypeNames;

namespace AksEgress.Tests.OutboundTypes;

public sealed class MigrationTableTests
{
    // egress-outboundtype.md as of 2026-08-05, copied from the page: rows are the current type, columns the new one; + supported, -
    // not supported, ? an earlier edition or the release notes differ.
    private static readonly string[] s_columns =
    [
        LoadBalancer, ManagedNatGatewayV2, ManagedNatGateway, UserAssignedNatGateway, UserDefinedRouting, None, Block
    ];

    private static readonly Dictionary<string, string> s_managed = new()
    {
        [LoadBalancer] = /*          */ "=++--++",
        [ManagedNatGatewayV2] = /*   */ "-=---??",
        [ManagedNatGateway] = /*     */ "?+=--++",
        [UserAssignedNatGateway] = /**/ "---=---",
        [UserDefinedRouting] = /*    */ "----=--",
        [None] = /*                  */ "+++--=+",
        [Block] = /*                 */ "+++--+=",
    };

    private static readonly Dictionary<string, string> s_bringYourOwn = new()
    {
        [LoadBalancer] = /*          */ "=--+++-",
        [ManagedNatGatewayV2] = /*   */ "-=-----",
        [ManagedNatGateway] = /*     */ "--=----",
        [UserAssignedNatGateway] = /**/ "+--=++-",
        [UserDefinedRouting] = /*    */ "+--+=+-",
        [None] = /*                  */ "+--++=-",
        [Block] = /*                 */ "------=",
    };

    public static TheoryData<VirtualNetworkMode, string, string, MigrationSupport> Cells
    {
        get
        {
            var cells = new TheoryData<VirtualNetworkMode, string, string, MigrationSupport>();
            foreach (var (mode, table) in new[] { (Managed, s_managed), (BringYourOwn, s_bringYourOwn) })
            {
                foreach (var (from, row) in table)
                {
                    for (var i = 0; i < row.Length; i++)
                    {
                        cells.Add(
                            mode,
                            from,
                            s_columns[i],
                            row[i] switch { '+' => Supported, '?' => Disputed, '=' => SameType, _ => NotSupported });
                    }
                }
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Each_cell_matches_the_published_table(VirtualNetworkMode mode, string from, string to, MigrationSupport support)
    {
        var path = MigrationTable.Find(from, to, mode);

        Assert.Equal((from, to, mode, support), (path.From, path.To, path.VirtualNetworkMode, path.Support));
        Assert.Equal(support != NotSupported, path.Supported);
        Assert.Equal("2026-08-05", path.Date);
        Assert.Contains("egress-outboundtype.md", path.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void The_disputed_cell_names_both_sources_with_their_verdicts()
    {
        var path = MigrationTable.Find(ManagedNatGateway, LoadBalancer, Managed);

        Assert.Contains("(2026-08-05): not supported", path.Source, StringComparison.Ordinal);
        Assert.Contains("earlier edition (undated): supported", path.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_contains_each_cell_once_and_none_of_the_diagonal()
    {
        var all = MigrationTable.All().ToList();

        Assert.Equal(2 * 7 * 6, all.Count);
        Assert.Equal(all.Count, all.Select(path => (path.From, path.To, path.VirtualNetworkMode)).Distinct().Count());
        Assert.DoesNotContain(all, path => path.Support == SameType);
    }

    [Theory]
    [InlineData(ManagedNatGateway, "StandardV2", ManagedNatGatewayV2)]
    [InlineData(ManagedNatGateway, "standardv2", ManagedNatGatewayV2)]
    [InlineData(ManagedNatGateway, "Standard", ManagedNatGateway)]
    [InlineData(ManagedNatGateway, null, ManagedNatGateway)]
    [InlineData(UserAssignedNatGateway, "StandardV2", UserAssignedNatGateway)]
    [InlineData(LoadBalancer, "StandardV2", LoadBalancer)]
    public void A_StandardV2_gateway_is_a_separate_type_in_the_table(string type, string? sku, string name) =>
        Assert.Equal(name, MigrationTable.TableName(type, sku));

    [Fact]
    public void A_type_that_is_not_in_the_table_is_not_supported() =>
        Assert.Equal(NotSupported, MigrationTable.Find(LoadBalancer, "carrierPigeon", Managed).Support);

    [Theory]
    [InlineData("LOADBALANCER", LoadBalancer)]
    [InlineData("userdefinedrouting", UserDefinedRouting)]
    [InlineData("managedNATGatewayV2", ManagedNatGateway)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Names_are_accepted_in_any_case_and_returned_in_AKSs_casing(string? name, string? canonical) =>
        Assert.Equal(canonical, Canonical(name));

    [Theory]
    [InlineData("Standard", "StandardV2", true)]
    [InlineData("Standard", null, true)]
    [InlineData("StandardV2", "StandardV2", true)]
    [InlineData("StandardV2", null, true)]
    [InlineData("StandardV2", "Standard", false)]
    public async Task A_change_from_Standard_to_StandardV2_cannot_be_undone(string from, string? to, bool ready)
    {
        var land = Landscape.Managed(ManagedNatGateway).With(p => p["networkProfile"]!["natGatewayProfile"]!["sku"] = from);

        var plan = await land.PlanAsync(Targets.NatGateway(new(IdleTimeoutInMinutes: 10, Sku: to)));

        Assert.Equal(ready, plan.Ready);
    }
}
