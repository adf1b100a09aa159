using System.Collections;
using StandIn.Samples;

namespace StandIn.Tests;

public sealed class SerializationTests : EngineTests
{
    [Fact]
    public void Objects_are_deserialized_as_property_bags()
    {
        var bag = (PSObject)PSSerializer.Deserialize(
            PSSerializer.Serialize(new SampleItem { Name = "x", Count = 3, Colour = SampleColour.Blue }));
        Assert.Equal("Deserialized.StandIn.Samples.SampleItem", bag.TypeNames[0]);
        Assert.Equal("x", bag.Properties["Name"].Value);
        Assert.Equal(3, bag.Properties["Count"].Value);
        Assert.Equal("Blue", bag.Properties["Colour"].Value.ToString());
        Assert.Equal("StandIn.Samples.SampleItem", bag.ToString());
    }

    [Fact]
    public void Simple_values_are_deserialized_unchanged()
    {
        object?[] values =
        [
            "text \u0007 _x0041_ \n \ud83d\ude00",
            'c',
            true,
            1,
            2L,
            1.5,
            2.5m,
            1.25f,
            new DateTime(2026, 11, 20, 1, 2, 3, DateTimeKind.Utc),
            TimeSpan.FromMinutes(1.5),
            Guid.NewGuid(),
            new Uri("http://x/y"),
            new Version(1, 2),
            new byte[] { 1, 2 }
        ];
        foreach (var value in values)
        {
            var back = PSSerializer.Deserialize(PSSerializer.Serialize(value));
            Assert.Equal(value, back is PSObject wrapped ? wrapped.BaseObject : back);
        }
    }

    [Fact]
    public void Lists_and_tables_keep_their_shape()
    {
        var list = Assert.IsType<ArrayList>(
            ((PSObject)PSSerializer.Deserialize(PSSerializer.Serialize(new object[] { 1, "b" }))).BaseObject);
        Assert.Equal([1, "b"], list.Cast<object>().Select(o => o is PSObject p ? p.BaseObject : o));
        var table = Assert.IsType<Hashtable>(
            ((PSObject)PSSerializer.Deserialize(PSSerializer.Serialize(new Hashtable { ["a"] = 1 }))).BaseObject);
        Assert.Equal(1, table["A"] is PSObject p ? p.BaseObject : table["A"]);
    }

    [Theory]
    [InlineData(1, "StandIn.Samples.SampleRoute", null)]
    [InlineData(2, "StandIn.Samples.SampleRoute", "a")]
    public void Deeper_values_become_text(int depth, string text, string? prefix)
    {
        var picture = new SamplePicture { Name = "p", Routes = [new SampleRoute { Prefix = "a" }] };
        var routes = (PSObject)((PSObject)PSSerializer.Deserialize(PSSerializer.Serialize(picture, depth))).Properties["Routes"].Value;
        var route = PSObject.AsPSObject(((ArrayList)routes.BaseObject)[0]!);
        Assert.Equal(text, route.ToString());
        Assert.Equal(prefix, route.Properties["Prefix"]?.Value);
    }

    [Fact]
    public void Property_bags_and_lists_do_not_increase_the_depth() =>
        Assert.Equal(
            "1|1",
            Text(
                "$s = [pscustomobject]@{ A = [pscustomobject]@{ B = [pscustomobject]@{ C = 1 } }; H = @{ k = @{ m = 1 } } }; $d = "
                    + "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($s, "
                    + "1)); $d.A.B.C; $d.H.k.m"));

    [Fact]
    public void Objects_can_be_saved_in_files()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".xml");
        try
        {
            Assert.Equal("2|a,b|4|Deserialized.StandIn.Samples.SampleItem", Text(
                $"New-SampleItem a,b -Count 4 | Export-Clixml '{path}'; $all = Import-Clixml '{path}'; $all.Count; $all.Name -join ','; "
                    + "$all[0].Count; $all[0].PSObject.TypeNames[0]"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Deserialized_objects_bind_by_their_properties() =>
        Assert.Equal(
            "x=7",
            Text(
                "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize(("
                    + "New-SampleItem x -Count 7))) | Update-SamplePipe"));

    [Fact]
    public void Credentials_are_preserved() =>
        Assert.Equal(
            "me|pw",
            Text(
                "$c = [pscredential]::new('me', (ConvertTo-SecureString pw -AsPlainText -Force)); $d = "
                    + "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize("
                    + "$c)); $d.UserName; $d.GetNetworkCredential().Password"));

    [Theory]
    [InlineData(
        "[ordered]@{ a = 1; b = 'x'; c = $null; d = $true; e = 1.5; f = @(1, 2) } | ConvertTo-Json -Compress",
        "{\"a\":1,\"b\":\"x\",\"c\":null,\"d\":true,\"e\":1.5,\"f\":[1,2]}")]
    [InlineData("New-SampleItem q | ConvertTo-Json -Compress", "{\"Name\":\"q\",\"Count\":1,\"Colour\":0}")]
    [InlineData("New-SampleItem q | ConvertTo-Json -Compress -EnumsAsStrings", "{\"Name\":\"q\",\"Count\":1,\"Colour\":\"Red\"}")]
    [InlineData("('{\"a\":[1,{\"b\":\"c\"}]}' | ConvertFrom-Json).a[1].b", "c")]
    [InlineData("('{\"a\":{\"b\":2}}' | ConvertFrom-Json -AsHashtable).a.b", "2")]
    public void Json_is_written_and_read(string script, string expected) => Assert.Equal(expected, Text(script));
}
