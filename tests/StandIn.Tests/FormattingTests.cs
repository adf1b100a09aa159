namespace StandIn.Tests;

public sealed class FormattingTests : EngineTests
{
    [Fact]
    public void A_table_view_defines_labels_widths_and_alignment() => AssertText(
        """

        Item        How many Colour          Note
        ----        -------- ------          ----
        one               12 Red             one has 12
        two               12 Red             two has 12


        """,
        "New-SampleItem one,two -Count 12 | Out-String -Width 52");

    [Fact]
    public void Long_values_are_truncated() => AssertText(
        """

        Item        How many Colour     Note
        ----        -------- ------     ----
        averyvery…  12345678 Greenish   averyver…


        """.Replace("averyvery…  12345678", "averyvery… 123456789", StringComparison.Ordinal),
        "New-SampleItem averyverylong -Count 123456789 -Colour Greenish | Out-String -Width 41");

    [Fact]
    public void A_list_view_defines_labels() => AssertText(
        """

        Name           : one
        Number of them : 1
        Note           : is Red


        """,
        "New-SampleItem one | Format-List | Out-String");

    [Fact]
    public void Groups_have_headings() => AssertText(
        """

           Tag: a

        Name   Amount
        ----   ------
        n1   1,000.50

           Tag: b

        Name   Amount
        ----   ------
        n2   2,001.00


        """,
        "foreach ($x in 1..2) { [StandIn.Samples.SampleTagged]@{ Name = \"n$x\"; Tag = ('a','b')[$x - 1]; Amount = $x * 1000.5 } }",
        " | Out-String");

    [Fact]
    public void A_custom_view_frames_and_enumerates() => AssertText(
        """

        Picture P1
           Routes:
           -> 0.0.0.0/0 via 10.0.0.4
           -> 10.0.0.0/8 via nothing
           Remark: look


        """.Replace("   Remark", "Remark", StringComparison.Ordinal),
        "[StandIn.Samples.SamplePicture]@{ Name = 'P1'; Remark = 'look'; Routes = @([StandIn.Samples.SampleRoute]@{ Prefix = '0.0.0.0/0'; "
            + "NextHop = '10.0.0.4' }, [StandIn.Samples.SampleRoute]@{ Prefix = '10.0.0.0/8' }) } | Out-String");

    [Fact]
    public void Few_properties_make_a_table_and_many_a_list()
    {
        AssertText("\nA B\n- -\n1 x\n\n", "[pscustomobject]@{ A = 1; B = 'x' } | Out-String");
        AssertText(
            "\nA : 1\nB : x\nC : 1.5\nD : True\nE : \n\n",
            "[pscustomobject]@{ A = 1; B = 'x'; C = 1.5; D = $true; E = $null } | Out-String");
    }

    [Fact]
    public void The_default_display_set_is_used() => AssertText(
        "\nName Size Colour\n---- ---- ------\nn       3   Blue\n\n",
        "[StandIn.Samples.SampleWide]@{ Name = 'n'; Size = 3; Colour = 'Blue'; Comment = 'c' } | Out-String");

    [Fact]
    public void Members_of_types_files_exist() =>
        Assert.Equal("n|6", Text("$w = [StandIn.Samples.SampleWide]@{ Name = 'n'; Size = 3 }; $w.Title; $w.Doubled"));

    [Fact]
    public void Columns_can_be_calculated() => AssertText(
        "\nName Twice\n---- -----\none      2\n\n",
        "New-SampleItem one | Format-Table Name, @{ n = 'Twice'; e = { $_.Count * 2 } } | Out-String");

    [Fact]
    public void Lists_show_a_few_elements() =>
        AssertText("\nL : {1, 2, 3, 4…}\nE : {}\n\n", "[pscustomobject]@{ L = 1..6; E = @() } | Format-List | Out-String");

    [Fact]
    public void Text_and_numbers_are_shown_directly() =>
        AssertText(
            "text\n5\n\nA\n-\n1\n\nmore\n\n".Replace("1\n\nmore\n\n", "1\nmore\n\n", StringComparison.Ordinal),
            "'text', 5, [pscustomobject]@{ A = 1 }, 'more' | Out-String");

    [Fact]
    public void Deserialized_objects_are_formatted_alike() => Assert.Equal(
        Text("New-SampleItem one | Out-String"),
        Text(
            "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize(("
                + "New-SampleItem one))) | Out-String"));

    [Fact]
    public void Lines_can_stream() => Assert.Equal("||A|-|1|", "|" + Text("[pscustomobject]@{ A = 1 } | Out-String -Stream"));

    private void AssertText(string expected, params string[] script) =>
        Assert.Equal(
            expected.ReplaceLineEndings("\n"),
            Text($"({script[0]}){(script.Length > 1 ? script[1] : null)}".Replace("(foreach", "$(foreach", StringComparison.Ordinal))
                .ReplaceLineEndings("\n"));
}
