using FsCheck;
using FsCheck.Fluent;
using Pollux.Diagnostics;
using Pollux.Twin.Changes;
using static Pollux.Twin.Tests.Samples;

namespace Pollux.Twin.Tests.Files;

/// <summary>Laws over real twin files with a few bytes changed, cut, doubled or inserted.</summary>
public sealed class TwinFileLaws
{
    private static readonly byte[] Whole = Bytes(Everything());

    private static readonly Arbitrary<byte[]> Mutated = Arb.From(
        from edits in Gen.Choose(1, 6)
        from positions in Gen.Choose(0, Whole.Length - 1).ArrayOf(edits)
        from values in Gen.Elements<byte>(
                0,
                (byte)'"',
                (byte)'{',
                (byte)'\n',
                (byte)'9',
                (byte)',',
                0xC3,
                0xFF,
                (byte)'\\'
            )
            .ArrayOf(edits)
        from kinds in Gen.Choose(0, 3).ArrayOf(edits)
        select Mutate(positions, values, kinds)
    );

    [Fact]
    public void No_content_throws_and_what_is_kept_is_written_and_read_without_complaint() =>
        Check(content =>
        {
            Diagnosed<SiteTwin> read = Read(content);
            if (read.Value is null)
            {
                return read.HasErrors;
            }

            byte[] written = Bytes(read.Value);
            Diagnosed<SiteTwin> again = Read(written);
            return again.Diagnostics.IsEmpty && Bytes(again.Value!).AsSpan().SequenceEqual(written);
        });

    [Fact]
    public void Whatever_is_kept_resolves_to_the_same_revision_again_and_again() =>
        Check(content =>
            Read(content).Value is not { } twin
            || string.Equals(Resolved(twin).Id, Resolved(Read(Bytes(twin)).Value!).Id, StringComparison.Ordinal)
        );

    [Fact]
    public void Merging_every_source_once_more_changes_nothing() =>
        Check(content =>
            Read(content).Value is not { } twin
            || twin.Sources.All(source => !twin.Merge(source.Source, source.Observations).Changed)
        );

    private static void Check(Func<byte[], bool> law) =>
        Prop.ForAll(Mutated, law).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static byte[] Mutate(int[] positions, byte[] values, int[] kinds)
    {
        List<byte> content = [.. Whole];
        for (int edit = 0; edit < positions.Length; edit++)
        {
            int position = positions[edit] % Math.Max(1, content.Count);
            switch (kinds[edit])
            {
                case 0:
                    content[position] = values[edit];
                    break;
                case 1:
                    content.Insert(position, values[edit]);
                    break;
                case 2:
                    content.RemoveRange(position, Math.Min(1 + (values[edit] % 40), content.Count - position));
                    break;
                default:
                    content.InsertRange(position, content.GetRange(position, Math.Min(80, content.Count - position)));
                    break;
            }
        }

        return [.. content];
    }
}
