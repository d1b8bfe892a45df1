# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A boot sector that sends all the sectors after it, SECTORS of them, down the serial
# line, as fast as that takes them.  For tests and for the bench.
	.code16
	.globl start
start:	cli
	xorw %ax, %ax
	movw %ax, %ds
	movw %ax, %es
	movw %ax, %ss
	movw $0x7c00, %sp
	movb %dl, drive
1:	movb $0x42, %ah
	movb drive, %dl
	movw $packet, %si
	int $0x13
	jc end
	movw $0x8000, %si
	movw $512, %cx
2:	movw $0x3fd, %dx
3:	inb %dx, %al
	testb $0x20, %al
	jz 3b
	lodsb
	movw $0x3f8, %dx
	outb %al, %dx
	loop 2b
	incl lba
	decl left
	jnz 1b
end:	hlt
	jmp end
drive:	.byte 0
packet:	.byte 16, 0
	.word 1, 0x8000, 0
lba:	.long 1, 0
left:	.long SECTORS
	.org 510
	.word 0xaa55
