namespace StandIn.Tests;

/// <summary>Views, properties and plain values as text: the exact lines that Out-String gives.</summary>
public sealed class FormattingTests : EngineTests
{
    private const string Bolt = "[StandIn.Samples.SampleItem]@{ Name = 'bolt'; Count = 12; Colour = 'Green' }";

    [Fact]
    public void A_tables_view_has_its_columns_and_cuts_what_is_too_wide() => Shows(
        $"{Bolt}, [StandIn.Samples.SampleItem]@{{ Name = 'a very long name'; Count = 1234567890; Colour = 'Blue' }}",
        "",
        "Item        How many Colour              Note",
        "----        -------- ------              ----",
        "bolt              12 Green               bolt has 12",
        "a very lo… …34567890 Blue                a very long name h…",
        "");

    [Fact]
    public void A_header_that_is_too_wide_is_wrapped() => Shows(
        "[pscustomobject]@{ a = 1 } | Format-Table @{ n = 'headerlong'; e = { 'short' }; width = 4 }, @{ n = 'y'; e = { 'short' }; width = 9; alignment = 'center' }, @{ n = 'z'; e = { 'a' }; width = 5; alignment = 'right' }",
        "",
        "head     y         z",
        "erlo",
        "ng",
        "----     -         -",
        "sho…   short       a",
        "");

    [Fact]
    public void A_lists_view_aligns_its_labels() => Shows(
        $"{Bolt}, [StandIn.Samples.SampleItem]@{{ Name = 'nut'; Count = 3 }} | Format-List",
        "",
        "Name           : bolt",
        "Number of them : 12",
        "Note           : is Green",
        "",
        "Name           : nut",
        "Number of them : 3",
        "Note           : is Red",
        "");

    [Fact]
    public void A_view_may_group_and_format() => Shows(
        "[StandIn.Samples.SampleTagged]@{ Name = 'x'; Tag = 'one'; Amount = 1234.5 }, [StandIn.Samples.SampleTagged]@{ Name = 'yyy'; Tag = 'one'; Amount = 1 }, [StandIn.Samples.SampleTagged]@{ Name = 'x'; Tag = 'two'; Amount = 2 }",
        "",
        "   Tag: one",
        "",
        "Name   Amount",
        "----   ------",
        "x    1,234.50",
        "yyy      1.00",
        "",
        "   Tag: two",
        "",
        "Name Amount",
        "---- ------",
        "x      2.00",
        "");

    [Fact]
    public void A_custom_view_writes_running_text_in_frames() => Shows(
        "[StandIn.Samples.SamplePicture]@{ Name = 'P'; Remark = 'so so'; Routes = [StandIn.Samples.SampleRoute]@{ Prefix = '0.0.0.0/0'; NextHop = 'fw' }, [StandIn.Samples.SampleRoute]@{ Prefix = '10.0.0.0/8' } }",
        "",
        "Picture P",
        "   Routes:",
        "   -> 0.0.0.0/0 via fw",
        "   -> 10.0.0.0/8 via nothing",
        "Remark: so so",
        "");

    [Fact]
    public void A_custom_entry_that_ends_its_line_leaves_an_empty_one() => Shows(
        "[StandIn.Samples.SamplePicture]@{ Name = 'P' }, [StandIn.Samples.SamplePicture]@{ Name = 'Q'; Remark = 'x' }",
        "",
        "Picture P",
        "   Routes:",
        "",
        "Picture Q",
        "   Routes:",
        "Remark: x",
        "");

    [Fact]
    public void Few_properties_are_a_table_numbers_to_the_right() => Shows(
        "[pscustomobject]@{ Name = 'a'; Real = 1.5; Many = 1, 2, 3, 4, 5; Nothing = $null }, [pscustomobject]@{ Name = 'long name'; Real = 12345.678; Many = @(); Nothing = $true }",
        "",
        "Name          Real Many          Nothing",
        "----          ---- ----          -------",
        "a             1.50 {1, 2, 3, 4…} ",
        "long name 12345.68 {}            True",
        "");

    [Fact]
    public void Many_properties_are_a_list() => Shows(
        "[pscustomobject]@{ a = 1; bee = $null; c = @{ k = 1 }; d = [datetime]::new(2026, 8, 5, 10, 20, 30); e = \"one`ntwo\" }",
        "",
        "a   : 1",
        "bee : ",
        "c   : {[k, 1]}",
        "d   : 08/05/2026 10:20:30",
        "e   : one",
        "      two",
        "");

    [Fact]
    public void The_types_display_set_is_what_is_shown() => Shows(
        "[StandIn.Samples.SampleWide]@{ Name = 'w'; Size = 3; Colour = 'Red'; Comment = 'c' }",
        "",
        "Name Size Colour",
        "---- ---- ------",
        "w       3    Red",
        "");

    [Fact]
    public void The_first_object_decides_and_a_stranger_is_a_list() => Shows(
        $"'before', {Bolt}, 5, [StandIn.Samples.SampleRoute]@{{ Prefix = '10.0.0.0/8' }}, {Bolt}, 'after'",
        "before",
        "",
        "Item        How many Colour              Note",
        "----        -------- ------              ----",
        "bolt              12 Green               bolt has 12",
        "5",
        "",
        "Prefix  : 10.0.0.0/8",
        "NextHop : ",
        "",
        "bolt              12 Green               bolt has 12",
        "after",
        "");

    [Fact]
    public void A_list_takes_properties_it_has_and_calculates_others() => Shows(
        "[pscustomobject]@{ a = 1; b = 2 }, [pscustomobject]@{ a = 3; b = 4 } | Format-List a, missing, @{ n = 'Twice'; e = { $_.a * 2 } }, @{ label = 'Padded'; expression = 'b'; formatstring = '000' }",
        "",
        "a      : 1",
        "Twice  : 2",
        "Padded : 002",
        "",
        "a      : 3",
        "Twice  : 6",
        "Padded : 004",
        "");

    [Fact]
    public void A_long_value_goes_on_below_itself() => Shows(
        "[pscustomobject]@{ Name = 'abcdefghij' * 10 } | Format-List",
        "",
        "Name : abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabc",
        "       defghijabcdefghijabcdefghijabcdefghijabcdefghij",
        "");

    [Fact]
    public void A_wrapped_table_goes_on_in_the_column() => Shows(
        "[pscustomobject]@{ n = 1; text = 'abcdefghijklmno' } | Format-Table @{ n = 'n'; e = 'n'; width = 3 }, @{ n = 'text'; e = 'text'; width = 10 }, @{ n = 'end'; e = { 'x' }; width = 4 } -Wrap",
        "",
        "  n text       end",
        "  - ----       ---",
        "  1 abcdefghij x",
        "    klmno",
        "");

    [Fact]
    public void What_has_no_room_is_left_out() => Shows(
        "[pscustomobject]@{ a = 'a' * 59; b = 'bbb' }, [pscustomobject]@{ a = 'short'; b = 'b' }",
        "",
        "a",
        "-                                                          ",
        new string('a', 59),
        "short                                                      ",
        "");

    [Fact]
    public void Headers_may_be_hidden_and_groups_be_made() => Shows(
        "[pscustomobject]@{ a = 1; b = 'x' }, [pscustomobject]@{ a = 22; b = 'y' } | Format-Table a -GroupBy b -HideTableHeaders",
        "",
        "   b: x",
        "",
        "1",
        "",
        "   b: y",
        "",
        "22",
        "");

    [Fact]
    public void Without_a_view_custom_shows_the_class() => Shows(
        "[pscustomobject]@{ a = 'x'; b = [pscustomobject]@{ c = 1 }; d = 1, 2 } | Format-Custom",
        "",
        "class PSCustomObject",
        "{",
        "  a = x",
        "  b = ",
        "    class PSCustomObject",
        "    {",
        "      c = 1",
        "    }",
        "  d = ",
        "    [",
        "      1",
        "      2",
        "    ]",
        "    ",
        "}",
        "",
        "");

    [Fact]
    public void Hashtables_are_names_and_values() => Shows(
        "[ordered]@{ one = 1; two = 'x', 'y'; three = $null }",
        "",
        "Name                           Value",
        "----                           -----",
        "one                            1",
        "two                            {x, y}",
        "three                          ",
        "");

    [Fact]
    public void Plain_values_are_lines_of_their_own_and_never_cut() => Shows(
        "'x' * 70; 1.5; $true; $null; [System.DayOfWeek]::Monday; ''",
        new string('x', 70),
        "1.5",
        "True",
        "Monday",
        "");

    [Fact]
    public void Errors_are_told_in_one_line() => Shows(
        "try { throw 'boo' } catch { $_ }; try { [int]'x' } catch { $_ }",
        "Exception: boo",
        "InvalidArgument: Cannot convert value \"x\" to type \"System.Int32\". Error: \"The input string 'x' was not in a correct format.\"");

    [Fact]
    public void Format_commands_write_records_that_Out_commands_read()
    {
        Assert.Equal(
            ["FormatStartData", "GroupStartData", "FormatEntryData", "FormatEntryData", "GroupEndData", "FormatEndData"],
            Texts("1, 2 | ForEach-Object { [pscustomobject]@{ a = $_ } } | Format-Table | ForEach-Object { $_.GetType().Name }"));
        Shows("$t = [pscustomobject]@{ a = 1 } | Format-List; $t; $t", "", "a : 1", "", "", "a : 1", "");
    }

    [Fact]
    public void Without_Stream_it_is_one_text()
    {
        Assert.Equal($"{Environment.NewLine}a b{Environment.NewLine}- -{Environment.NewLine}1 2{Environment.NewLine}{Environment.NewLine}", Texts("[pscustomobject]@{ a = 1; b = 2 } | Out-String").Single());
        Assert.Equal("abcd", Texts("'abc', 'd' | Out-String -NoNewline").Single());
        Assert.Empty(Script("'abc' | Out-Null"));
    }

    private void Shows(string script, params string[] lines) =>
        Assert.Equal(lines, Run(s => s.AddScript(script).AddCommand("Out-String").AddParameter("Width", 60).AddParameter("Stream")).Select(o => o.ToString()));
}
